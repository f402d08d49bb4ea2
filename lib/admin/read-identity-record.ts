import { accessStates } from '@/lib/vocabulary/access-states';
import { whereState } from '@/lib/access-records/state';
import { db } from '@/lib/db/database';
import { credentialsOn, withCredentials } from '@/lib/identity-records/holders/usable-credentials';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { AdminIdentityRecord } from './dto';

/**
 * How many access records are linked by reference, for each state. There may be many, so the database counts
 * them.
 */
async function countLinked(ir: string, at: Date): Promise<Record<string, number>> {
  const linked: Record<string, number> = {};
  for (const state of accessStates) {
    const count = await db().accessRecord.count({
      where: { ir, tokenRef: null, ...whereState(state, at) },
    });
    if (count > 0) linked[state] = count;
  }
  return linked;
}

/**
 * That an Identity Record exists, whose it is and how much hangs on it. The contract gives the operator
 * no look at a person: no meter point, address, date, evidence or e-mail is read here.
 *
 * @throws {NotFoundError}
 */
export async function readAnyIdentityRecord(ir: string): Promise<AdminIdentityRecord> {
  const row = isId('ir', ir)
    ? await db().identityRecord.findUnique({
        where: { ir },
        include: {
          ...withCredentials,
          account: { select: { id: true, displayName: true } },
        },
      })
    : null;
  if (!row) throw new NotFoundError('The Identity Record');
  return {
    ir: row.ir,
    owner: row.account,
    createdAt: row.createdAt.toISOString(),
    anonymisedAt: row.anonymisedAt?.toISOString() ?? null,
    voided: row.voidedAt && { at: row.voidedAt.toISOString(), reason: row.voidReason ?? '' },
    hasEmail: row.emailHash !== null,
    passkeys: credentialsOn(row).length,
    linked: await countLinked(ir, now()),
  };
}
