import type { ReactNode } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import { PasskeyControl } from '@/components/webauthn/passkey-control';
import type { PasskeyTitles } from '@/components/webauthn/passkey-settings';
import type { PasskeyTarget } from '@/components/webauthn/requests';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { PasskeyNotice } from './passkey-notice';
import type { CeremonyNotice, NoticeWords, PasskeyWords } from './passkey-words';

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
  isInReach: boolean;
}

function titlesOf(words: PasskeyWords): PasskeyTitles {
  const full = (state: string) => `${state} – ${words.titleRest}`;
  return {
    ready: full(words.title),
    waiting: full(words.titleWaiting),
    problem: full(words.titleProblem),
    done: full(words.titleDone),
    expired: full(words.titleExpired),
    unsupported: full(words.titleUnsupported),
  };
}

/** The main button of a passkey page, with everything it has to say. */
export function PasskeyAction(props: PasskeyActionProps) {
  const { target, options, remainingMs, selfPath, nextPath, existingPath, mailPath } = props;
  const { words, refusal, isInReach } = props;
  const { button, reach, starting, waiting, checking, preparing, leaving } = words;
  const notices = (Object.keys(words.notices) as CeremonyNotice[]).map(
    (notice): [string, ReactNode] => [
      notice,
      <PasskeyNotice key={notice} {...{ notice, words, mailPath, existingPath }} />,
    ],
  );
  const mail = words.steps.mail && mailPath ? { text: words.steps.mail, path: mailPath } : null;
  return (
    <PasskeyControl
      settings={{
        target,
        options,
        nextPath,
        words: { button, reach, starting, waiting, checking, preparing, leaving },
        expiry: { remainingMs, soon: words.expiresSoon },
        titles: titlesOf(words),
      }}
      messages={{
        ...Object.fromEntries(notices),
        unsupported: <WayOn words={words.unsupported} link={mail} />,
        expired: (
          <WayOn words={words.expired} link={{ text: words.expired.link ?? '', path: selfPath }} />
        ),
      }}
      refusal={refusal}
      isInReach={isInReach}
    />
  );
}

interface WayOnProps {
  words: NoticeWords;
  link: { text: string; path: string } | null;
}

/** What stands in place of the button where it can do nothing. */
function WayOn({ words: { heading, text }, link }: WayOnProps) {
  return (
    <ActionPanel tone="wait" heading={heading} text={text}>
      {link ? (
        <p>
          <a href={link.path} className="text-link">
            {link.text}
          </a>
        </p>
      ) : null}
    </ActionPanel>
  );
}
