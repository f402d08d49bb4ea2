import { render } from '@react-email/render';
import { headerText } from '../transports/header-text';
import type { MailLocale } from '../schemas';
import { english } from './english';
import type { MailFacts } from './mail-facts';
import type { MailFrame } from './mail-frame';
import { MailLayout } from './mail-layout';
import { plainText } from './plain-text';
import { welsh } from './welsh';

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** A mail in both languages, `locale` first. Equal facts always make an equal mail. */
export async function renderMail(
  facts: MailFacts,
  { locale, frame }: { locale: MailLocale; frame: MailFrame },
): Promise<RenderedMail> {
  const parts = [english(facts, frame), welsh(facts, frame)] as const;
  const [first, second] = locale === 'cy' ? [parts[1], parts[0]] : parts;
  return {
    subject: headerText(`${first.subject} · ${second.shortSubject}`),
    html: await render(<MailLayout first={first} second={second} />),
    text: plainText(first, second),
  };
}
