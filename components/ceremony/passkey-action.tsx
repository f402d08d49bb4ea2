'use client';

import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { PasskeyTarget } from '@/components/webauthn/requests';
import { usePasskey, type PasskeyUse } from '@/components/webauthn/use-passkey';
import { usePasskeySupport, type PasskeySupport } from '@/components/webauthn/use-passkey-support';
import type { CeremonyProblem } from '@/lib/ceremonies/passkey/dto';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { ActionPanel } from '@/components/ui/action-panel';
import { PasskeyNotice } from './passkey-notice';
import type { PasskeyWords } from './passkey-words';
import { useExpiry, type Expiry } from './use-expiry';

export interface PasskeyActionProps {
  target: PasskeyTarget;
  options: PasskeyOptions;
  remainingMs: number;
  selfPath: string;
  nextPath: string;
  existingPath: string;
  mailPath: string | null;
  words: PasskeyWords;
  /** The form that says no, beside the button and as large, where its press is a permission. */
  refusal?: ReactNode;
}

interface Shown extends PasskeyUse<CeremonyProblem> {
  support: PasskeySupport;
  expiry: Expiry;
  words: PasskeyWords;
}

/** Time may run out while the device's dialog is open; then its answer decides. */
function isOver({ expiry, phase }: Shown): boolean {
  return expiry === 'over' && phase === 'ready';
}

function statusText(shown: Shown): string {
  const { support, expiry, phase, words } = shown;
  if (support === 'starting') return words.starting;
  if (support === 'unsupported' || isOver(shown)) return '';
  if (phase !== 'ready') return words[phase];
  return expiry === 'soon' ? words.expiresSoon : '';
}

function stateTitle(shown: Shown): string {
  const { support, phase, notice, words } = shown;
  if (support === 'unsupported') return words.titleUnsupported;
  if (isOver(shown)) return words.titleExpired;
  if (phase === 'leaving') return words.titleDone;
  if (phase === 'waiting' || phase === 'checking') return words.titleWaiting;
  return notice ? words.titleProblem : words.title;
}

/** The main button of a passkey page, with everything it has to say. Its words come from the server. */
export function PasskeyAction(props: PasskeyActionProps) {
  const { target, options, remainingMs, nextPath, words, refusal } = props;
  const shown: Shown = {
    ...usePasskey<CeremonyProblem>({ target, initialOptions: options, nextPath }),
    words,
    support: usePasskeySupport(),
    expiry: useExpiry(remainingMs),
  };
  const statusId = useId();
  const messages = useRef<HTMLDivElement>(null);

  const title = `${stateTitle(shown)} – ${words.titleRest}`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  const hasButton = shown.support !== 'unsupported' && !isOver(shown);
  useEffect(() => {
    // The focus fell off with the button: put it on what took its place.
    if (hasButton || document.activeElement !== document.body) return;
    messages.current?.querySelector('h2')?.focus();
  }, [hasButton]);

  const isToRetry = shown.notice === 'unreachable' || shown.notice === 'busy';
  const isIdle = shown.phase === 'ready';
  return (
    <div className="mt-4 print:hidden" data-button={hasButton ? 'shown' : 'gone'}>
      <div role="alert" ref={messages} className="needs-script">
        <Message {...props} shown={shown} />
      </div>
      <div className={refusal ? 'two-answers' : undefined}>
        {hasButton ? (
          <button
            type="button"
            className="button button-main needs-script"
            disabled={shown.support === 'starting'}
            aria-disabled={isIdle ? undefined : true}
            aria-describedby={statusId}
            onClick={shown.press}
          >
            {isToRetry ? words.reach : words.button}
          </button>
        ) : null}
        {isOver(shown) ? null : refusal}
      </div>
      <p
        role="status"
        id={statusId}
        className="needs-script mt-3 min-h-6 text-soft empty:mt-0 empty:min-h-0"
      >
        {statusText(shown)}
      </p>
    </div>
  );
}

function Message({ shown, ...props }: PasskeyActionProps & { shown: Shown }) {
  const { words, selfPath, mailPath, existingPath } = props;
  if (shown.support === 'unsupported') {
    return (
      <ActionPanel tone="wait" heading={words.unsupported.heading} text={words.unsupported.text}>
        {words.steps.mail && mailPath ? (
          <p>
            <a href={mailPath} className="text-link">
              {words.steps.mail}
            </a>
          </p>
        ) : null}
      </ActionPanel>
    );
  }
  if (isOver(shown)) {
    return (
      <ActionPanel tone="wait" heading={words.expired.heading} text={words.expired.text}>
        <p>
          <a href={selfPath} className="text-link">
            {words.expired.link}
          </a>
        </p>
      </ActionPanel>
    );
  }
  if (!shown.notice || shown.phase === 'leaving') return null;
  return (
    <PasskeyNotice
      notice={shown.notice}
      words={words}
      mailPath={mailPath}
      existingPath={existingPath}
    />
  );
}
