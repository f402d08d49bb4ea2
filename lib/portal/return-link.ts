import { db } from '@/lib/db/database';
import type { Account, PortalSession } from '@/lib/db/generated/client';
import { findSeen } from '@/lib/meter-points/find-seen';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';
import { now } from '@/lib/platform/clock';
import { returnLocation } from '@/lib/ceremonies/return-location';
import { provedRecords } from './proved';
import type { SeenOwner } from './seen-version';

export interface WayBack {
  host: string;
  url: string;
}

type Owner = Pick<Account, 'id' | 'status' | 'redirectUrls'>;

function isRegistered(returnUrl: string, account: Owner): boolean {
  return account.status === 'active' && account.redirectUrls.includes(returnUrl);
}

function toWayBack(
  returnUrl: string,
  account: Owner,
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
  customer: Customer,
  at: Date,
): Promise<WayBack | null> {
  const { returnUrl } = session;
  if (returnUrl === null) return null;
  const accounts = await db().account.findMany({
    where: { status: 'active', role: 'data_user', redirectUrls: { has: returnUrl } },
  });
  const proved = new Set((await provedRecords(db(), session)).map(({ accountId }) => accountId));
  for (const account of accounts) {
    const own = proved.has(account.id)
      ? [account]
      : await findSeen(db(), customer, at, { accountId: account.id, limit: 1 });
    if (own.length > 0) return toWayBack(returnUrl, account);
  }
  return null;
}

/**
 * The way back after a withdrawal. The access key goes along only to the organisation whose record it is.
 */
export async function wayBackAfterWithdrawal(
  session: PortalSession,
  { customer, row }: { customer: Customer; row: SeenOwner },
): Promise<WayBack | null> {
  const { returnUrl } = session;
  if (returnUrl === null) return null;
  if (isRegistered(returnUrl, row.account)) {
    return toWayBack(returnUrl, row.account, { 'dar-action': 'withdrawn', ak: row.ak });
  }
  return findWayBack(session, customer, now());
}
