import { ActionPanel } from '@/components/ui/action-panel';
import type { CeremonyNotice, PasskeyWords } from './passkey-words';

interface PasskeyNoticeProps {
  notice: CeremonyNotice;
  words: PasskeyWords;
  mailPath: string | null;
  /** Where a passkey that exists can be used, or a factor proved first. */
  existingPath: string;
}

/** Why a try did not go through, and the next steps. */
export function PasskeyNotice({ notice, words, mailPath, existingPath }: PasskeyNoticeProps) {
  const { heading, text, link } = words.notices[notice];
  const isSoft = notice === 'not-allowed' || notice === 'challenge' || link !== undefined;
  return (
    <ActionPanel tone={isSoft ? 'wait' : 'bad'} heading={heading} text={text}>
      {link ? (
        <p>
          <a href={existingPath} className="text-link">
            {link}
          </a>
        </p>
      ) : null}
      {notice === 'not-allowed' ? (
        <ul className="list-disc space-y-1.5 pl-5">
          {words.steps.mail && mailPath ? (
            <li>
              <a href={mailPath} className="text-link">
                {words.steps.mail}
              </a>
            </li>
          ) : null}
          <li>{words.steps.device}</li>
          <li>{words.steps.again}</li>
          {words.steps.mail && mailPath ? null : <li>{words.steps.tell}</li>}
        </ul>
      ) : null}
    </ActionPanel>
  );
}
