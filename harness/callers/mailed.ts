import type { SentMail } from '../fake-resend';

/** Which mail it is; every subject is in both languages. */
export const isMagicLinkMail = ({ subject }: SentMail) =>
  /Confirm who you are|asks for your permission|Your permission(?! was registered)/.test(subject);
export const isCodeMail = ({ subject }: SentMail) => subject.includes('Your code');
export const isPasskeyAddedMail = ({ subject }: SentMail) =>
  subject.includes('A passkey was added');

/** The link in a mail's plain text. @throws {Error} when there is not exactly one address */
export function linkIn(mail: SentMail): string {
  const links = new Set(mail.text.match(/https?:\/\/\S+\/magic-link\/\S+/g));
  const [link] = links;
  if (!link || links.size !== 1) throw new Error(`no single link in: ${mail.text}`);
  return link;
}

/** The six digits of a mail that carries a code. */
export function codeIn(mail: SentMail): string {
  const code = /^ +(\d{6})$/m.exec(mail.text)?.[1];
  if (!code) throw new Error(`no code in: ${mail.text}`);
  return code;
}

/** A code that is not this one. */
export function otherCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
