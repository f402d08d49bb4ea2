import { db } from '@/lib/db/database';
import type { Account, PortalSession } from '@/lib/db/generated/client';
import { returnLocation } from '@/lib/reidentification/return-location';
import { provedRecords } from './proved';
import type { PortalRow } from './entry';

export interface WayBack {
  host: string;
  url: string;
}

function isRegistered(returnUrl: string, account: Account): boolean {
  return account.status === 'active' && account.redirectUrls.includes(returnUrl);
}

function toWayBack(
  returnUrl: string,
  account: Account,
  outcome: Record<string, string> = {},
): WayBack {
  const url =
    Object.keys(outcome).length === 0
      ? returnUrl
      : (returnLocation({ returnUrl, state: null }, account, outcome) ?? returnUrl);
  return { host: new URL(returnUrl).host, url };
}

/**
 * The way back that a Data User's link asked for, if an organisation that owns one of the records seen,
 * or of the proved Identity Records, has registered it; anything else is ignored.
 */
export async function findWayBack(
  session: PortalSession,
  rows: PortalRow[],
): Promise<WayBack | null> {
  const { returnUrl } = session;
  if (returnUrl === null) return null;
  const owner = rows
    .filter(({ discovered }) => discovered === null)
    .find(({ account }) => isRegistered(returnUrl, account));
  if (owner) return toWayBack(returnUrl, owner.account);
  const proved = await provedRecords(db(), session);
  const accounts = await db().account.findMany({
    where: { id: { in: proved.map(({ accountId }) => accountId) } },
  });
  const account = accounts.find((candidate) => isRegistered(returnUrl, candidate));
  return account ? toWayBack(returnUrl, account) : null;
}

/**
 * The way back after a withdrawal. The access key goes along only to the organisation whose record it is.
 */
export async function wayBackAfterWithdrawal(
  session: PortalSession,
  row: PortalRow,
): Promise<WayBack | null> {
  const { returnUrl } = session;
  if (returnUrl === null) return null;
  if (isRegistered(returnUrl, row.account)) {
    return toWayBack(returnUrl, row.account, { 'dar-action': 'withdrawn', ak: row.ak });
  }
  return findWayBack(session, [row]);
}
