import { stateAt } from '@/lib/access-records/dto';
import { db } from '@/lib/db/database';
import { credentialsOn, withCredentials } from '@/lib/passkeys/usable-credentials';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { OperatorIdentityRecord } from './dto';

/**
 * That an Identity Record exists, whose it is and how much hangs on it. The contract gives the operator
 * no look at a person: no meter point, address, date, evidence or e-mail is read here.
 *
 * @throws {NotFoundError}
 */
export async function readAnyIdentityRecord(ir: string): Promise<OperatorIdentityRecord> {
  const row = isId('ir', ir)
    ? await db().identityRecord.findUnique({
        where: { ir },
        include: {
          ...withCredentials,
          account: { select: { id: true, displayName: true } },
          accessRecords: { where: { tokenRef: null }, select: { state: true, expiry: true } },
        },
      })
    : null;
  if (!row) throw new NotFoundError('The Identity Record');
  const at = now();
  const linked: Record<string, number> = {};
  for (const record of row.accessRecords) {
    const state = stateAt(record, at);
    linked[state] = (linked[state] ?? 0) + 1;
  }
  return {
    ir: row.ir,
    owner: row.account,
    createdAt: row.createdAt.toISOString(),
    anonymisedAt: row.anonymisedAt?.toISOString() ?? null,
    hasEmail: row.emailHash !== null,
    passkeys: credentialsOn(row).length,
    linked,
  };
}
