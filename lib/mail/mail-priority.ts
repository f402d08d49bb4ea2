import type { Mail } from '@/lib/db/generated/client';

/** The priority of mails that somebody waits for; all others have 0. */
export const AWAITED = 1;

/** Mails with a link or a code: somebody sits before a page and can do nothing until they arrive. */
const awaitedKinds = new Set(['magic-link', 'email-proof', 'portal-sign-in']);

/** Tells whether somebody waits for a mail of that kind. */
export const isAwaited = ({ kind }: Pick<Mail, 'kind'>): boolean => awaitedKinds.has(kind);

/** Mails that somebody waits for go before all others (docs/api/limits.md#mails). */
export function priorityOf(mail: Pick<Mail, 'kind'>): number {
  return isAwaited(mail) ? AWAITED : 0;
}
