'use client';

import { useId } from 'react';
import { ActionPanel } from '@/components/ceremony/action-panel';
import type { PasskeyOptions } from '@/components/ceremony/ask-device';
import { usePasskeySupport } from '@/components/ceremony/use-passkey-support';
import type { PortalPasskeyWords } from './passkey-words';
import { usePortalPasskey, type PortalPasskeyPaths } from './use-portal-passkey';

interface PasskeyButtonProps {
  paths: PortalPasskeyPaths;
  options: PasskeyOptions;
  offersAutofill: boolean;
  words: PortalPasskeyWords;
}

const bad = ['verification', 'counter', 'device'];

/** The passkey button of a portal page with everything it has to say; its words come from the server. */
export function PasskeyButton({ paths, options, offersAutofill, words }: PasskeyButtonProps) {
  const { phase, notice, press } = usePortalPasskey({
    paths,
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
