import { toAccessRecord } from '@/lib/access-records/dto';
import { changesShown } from '@/lib/access-records/read-own-record';
import { db } from '@/lib/db/database';
import { formatDate } from '@/lib/platform/calendar';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { AdminRecord } from './dto';

/** The display names of the accounts `ids`. */
async function displayNames(ids: string[]): Promise<Map<string, string>> {
  const accounts = await db().account.findMany({
    where: { id: { in: ids } },
    select: { id: true, displayName: true },
  });
  return new Map(accounts.map(({ id, displayName }) => [id, displayName]));
}

/**
 * Anyone's record as verifying answers it, with its owner, its meter point, its changes, the newest first,
 * and what the DCC saw. An Identity Record that a token linked is not shown
 * (docs/api/access-records.md#whom-a-record-is-about).
 *
 * @throws {NotFoundError}
 */
export async function readAnyRecord(ak: string): Promise<AdminRecord> {
  const row = isId('ak', ak)
    ? await db().accessRecord.findUnique({
        where: { ak },
        include: {
          account: true,
          discovered: true,
          changes: changesShown,
        },
      })
    : null;
  if (!row) throw new NotFoundError('The access record');
  const names = await displayNames(row.changes.flatMap(({ accountId }) => accountId ?? []));
  const { discovered } = row;
  return {
    record: toAccessRecord(row),
    mpxn: row.mpxn,
    owner: { id: row.account.id, displayName: row.account.displayName },
    ir: row.tokenRef === null ? row.ir : null,
    isLinkedByToken: row.tokenRef !== null,
    disputedAt: row.disputedAt?.toISOString() ?? null,
    held: row.heldAt && { at: row.heldAt.toISOString(), reason: row.holdReason ?? '' },
    changes: row.changes.map(({ id, at, state, cause, accountId }) => ({
      id,
      at: at.toISOString(),
      state,
      cause,
      by: accountId === null ? null : (names.get(accountId) ?? accountId),
    })),
    discovered: discovered && {
      organisationName: discovered.organisationName,
      organisationReference: discovered.organisationReference,
      firstSeen: formatDate(discovered.firstSeen),
      lastSeen: formatDate(discovered.lastSeen),
      sourceReference: discovered.sourceReference,
      supersededBy: discovered.supersededBy,
    },
  };
}
