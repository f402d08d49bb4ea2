import { headerText } from './header-text';

export interface Sender {
  name: string;
  address: string;
}

/** What would end or split a display name, a mailbox or a list of them. */
const SPECIALS = /["\\<>()[\],;:@]+/g;
const MAILBOX = /^[^\s"\\<>()[\],;:@\p{Cc}\p{Cf}\P{ASCII}]+@[^\s"\\<>()[\],;:@\p{Cc}\p{Cf}]+$/u;

/**
 * `MAIL_FROM` taken apart: `Name <local@domain>` or a bare address.
 * @throws {Error} when it is neither
 */
export function parseSender(value: string): Sender {
  const named = /^(?<name>[^<>]*)<(?<address>[^<>]*)>\s*$/.exec(value)?.groups;
  const address = (named?.address ?? value).trim();
  if (!MAILBOX.test(address)) throw new Error('MAIL_FROM: must be an address or Name <address>');
  const name = headerText((named?.name ?? '').replace(SPECIALS, ' '));
  return { name, address };
}

/** The sender as one header value. */
export function formatSender({ name, address }: Sender): string {
  return name === '' ? address : `${name} <${address}>`;
}
