'use client';

import { useId } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import type { PasskeyTarget } from './requests';
import { usePasskey, type Notice } from './use-passkey';
import { usePasskeySupport } from './use-passkey-support';

/** All that a passkey button ever says, `Problem` being what its own page may answer besides. */
export interface PasskeyButtonWords<Problem extends string = never> {
  button: string;
  starting: string;
  waiting: string;
  checking: string;
  preparing: string;
  leaving: string;
  unsupported: string;
  notices: Record<Notice<Problem>, { heading: string; text: string }>;
}

interface PasskeyButtonProps<Problem extends string> {
  target: PasskeyTarget;
  options: PasskeyOptions | null;
  offersAutofill?: boolean;
  words: PasskeyButtonWords<Problem>;
}

const bad = ['verification', 'counter', 'device'];

/**
 * A passkey button with everything it has to say. Its words come from the server: the browser gets no
 * catalogue.
 */
export function PasskeyButton<Problem extends string = never>(props: PasskeyButtonProps<Problem>) {
  const { target, options, offersAutofill, words } = props;
  const { phase, notice, press } = usePasskey<Problem>({
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
