import type { Tx } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { consentBases } from '@/lib/vocabulary/legal-bases';
import { isActiveSql } from './state';

/** A consent about to end. */
export interface ExpiringConsent {
  ak: string;
  mpxn: string;
  expiry: Date;
}

interface ExpiringQuery {
  accountId: string;
  wid: string;
  from: Date;
  until: Date;
  limit: number;
}

/**
 * Consents of an account that are ACTIVE at `from` and end by `until`, and of which subscription `wid` was
 * not notified yet, at most `limit`; locked until the transaction ends. Records that another transaction has
 * locked are left for the next time.
 */
export function lockExpiringConsents(
  tx: Tx,
  { accountId, wid, from, until, limit }: ExpiringQuery,
): Promise<ExpiringConsent[]> {
  return tx.$queryRaw<ExpiringConsent[]>`
    SELECT r.ak, r.mpxn, r.expiry FROM access_records r
    WHERE r.account_id = ${accountId} AND ${isActiveSql(from, Prisma.sql`r.`)} AND r.expiry <= ${until}
      AND r.legal_basis = ANY (${[...consentBases]}::text[])
      AND NOT EXISTS (
        SELECT 1 FROM expiry_notices n WHERE n.wid = ${wid} AND n.ak = r.ak AND n.expiry = r.expiry
      )
    ORDER BY r.expiry LIMIT ${limit}
    FOR UPDATE OF r SKIP LOCKED`;
}
