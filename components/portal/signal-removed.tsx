import { PageScript } from '@/components/page-script/page-script';
import type { RemovedSignal } from './removed-signal';
import script from './signal-removed-script.ts?page-script';

/** Tells the browser which passkeys there are, so that it stops offering one that was removed. */
export function SignalRemoved(signal: RemovedSignal) {
  return (
    <div hidden data-signal-removed={JSON.stringify(signal)}>
      <PageScript source={script} />
    </div>
  );
}
