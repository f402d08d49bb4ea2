import { withAsk, type AskRow } from '@/lib/ceremonies/ask-view';
import { asksPermission } from '@/lib/ceremonies/asks-permission';
import { isPending } from '@/lib/ceremonies/ending-view';
import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { stableHash } from '@/lib/platform/stable-hash';
import { shortReference } from '@/lib/vocabulary/short-reference';
import { findCustomer } from './customer-of-session';
import type { PortalRequest, PortalRequestAnswer } from './dto';
import { hasRecentSignIn } from './find-session';
import { provedRecords } from './proved';

/** As many are shown at most; they live for minutes, and what is answered makes room for the next. */
const MOST = 20;

/** One that waits, as it stands, and where this session may answer it. */
export interface WaitingRequest {
  row: AskRow;
  handle: string;
  answer: PortalRequestAnswer;
}

/**
 * A mailed link may be pressed here by who showed, some minutes ago, that they read that very mailbox: it is in
 * their hands anyway. Signed in otherwise, they read the mail. What runs on a page is answered on that page, in
 * the browser that it runs in, and nowhere else: somebody else may have begun it.
 */
function whereToAnswer({ ir, method }: AskRow, session: PortalSession, at: Date) {
  if (method !== 'magic_link') return 'where-it-began';
  const hasReadMail = session.provedBy === 'mail' && session.provedIrs.includes(ir);
  return hasReadMail && hasRecentSignIn(session, at) ? 'here' : 'mail';
}

/**
 * The requests to the customer's own Identity Records at the chosen meter point that still wait for an answer, the
 * newest first. Through a supplier nobody has shown whose record is theirs, and there are none
 * (docs/ceremonies.md#requests-that-wait).
 */
export async function findWaitingRequests(
  session: PortalSession,
  at: Date,
): Promise<WaitingRequest[]> {
  const customer = await findCustomer(db(), session, at);
  const records = await provedRecords(db(), session);
  const own = records.filter(({ mpxn }) => mpxn === customer?.mpxn).map(({ ir }) => ir);
  if (own.length === 0) return [];
  const rows = await db().reidentification.findMany({
    where: { ir: { in: own }, outcome: null, expiresAt: { gt: at } },
    orderBy: [{ createdAt: 'desc' }, { tokenRef: 'desc' }],
    take: MOST,
    include: withAsk,
  });
  return rows
    .filter((row) => isPending(row))
    .map((row) => ({
      row,
      handle: stableHash('portal-request', row.tokenRef).slice(0, 22),
      answer: whereToAnswer(row, session, at),
    }));
}

/** What waits for the customer's answer, as the portal shows it. */
export async function listWaitingRequests(
  session: PortalSession,
  at: Date,
): Promise<PortalRequest[]> {
  const waiting = await findWaitingRequests(session, at);
  return waiting.map(({ row, handle, answer }) => ({
    handle,
    organisation: row.account.displayName,
    reference: shortReference(row.tokenRef),
    at: row.createdAt.toISOString(),
    until: row.expiresAt.toISOString(),
    asksPermission: asksPermission(row),
    answer,
    mailedTo: row.method === 'magic_link' ? row.identityRecord.emailMask : null,
  }));
}
