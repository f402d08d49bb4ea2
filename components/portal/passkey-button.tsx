'use client';

import { useId } from 'react';
import { ActionPanel } from '@/components/ceremony/action-panel';
import type { PasskeyTarget } from '@/components/webauthn/requests';
import { usePasskey } from '@/components/webauthn/use-passkey';
import { usePasskeySupport } from '@/components/webauthn/use-passkey-support';
import type { PortalPasskeyProblem } from '@/lib/portal/dto';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import type { PortalPasskeyWords } from './passkey-words';

interface PasskeyButtonProps {
  target: PasskeyTarget;
  options: PasskeyOptions | null;
  offersAutofill?: boolean;
  words: PortalPasskeyWords;
}

const bad = ['verification', 'counter', 'device'];

/** The passkey button of a portal page with everything it has to say; its words come from the server. */
export function PasskeyButton({ target, options, offersAutofill, words }: PasskeyButtonProps) {
  const { phase, notice, press } = usePasskey<PortalPasskeyProblem>({
    target,
    initialOptions: options,
    offersAutofill,
  });
  const support = usePasskeySupport();
  const statusId = useId();
  if (support === 'unsupported') {
    return <ActionPanel tone="wait" text={words.unsupported} />;
  }
  const status = support === 'starting' ? words.starting : phase === 'ready' ? '' : words[phase];
  return (
    <div className="needs-script mt-4">
      <div role="alert">
        {notice && phase === 'ready' ? (
          <ActionPanel tone={bad.includes(notice) ? 'bad' : 'wait'} {...words.notices[notice]} />
        ) : null}
      </div>
      <button
        type="button"
        className="button button-main"
        disabled={support === 'starting'}
        aria-disabled={phase === 'ready' ? undefined : true}
        aria-describedby={statusId}
        onClick={press}
      >
        {words.button}
      </button>
      <p role="status" id={statusId} className="mt-3 text-soft empty:mt-0">
        {status}
      </p>
    </div>
  );
}
