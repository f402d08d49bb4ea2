import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFoundError } from '@/lib/platform/errors';
import { toAccessRecord } from './dto';
import { countFitting } from './fitting-page';
import { whereState } from './state';

/** One change of a record. `by` is null for the register's own sweep and for a customer. */
export interface RecordChange {
  id: string;
  at: string;
  state: string;
  cause: string;
  by: string | null;
}

/** Without what was replaced: of that there may be any amount, and no page shows it. */
export const changesShown = {
  orderBy: [{ at: 'desc' }, { id: 'desc' }],
  take: 500,
  select: { id: true, at: true, state: true, cause: true, accountId: true },
} as const satisfies Prisma.AccessRecord$changesArgs;

/**
 * An own record as verifying answers it, with its meter point, its link and its changes, the newest first.
 *
 * @throws {NotFoundError} when there is no such record, or it is another Data User's, without a difference
 */
export async function readOwnRecord(accountId: string, ak: string) {
  const row = await db().accessRecord.findUnique({
    where: { ak },
    include: {
      account: { select: { duid: true } },
      identityRecord: { select: { accountId: true } },
      changes: changesShown,
    },
  });
  if (row?.accountId !== accountId) throw new NotFoundError('The access record');
  const isOwnLink = row.tokenRef === null && row.identityRecord?.accountId === accountId;
  return {
    record: toAccessRecord(row),
    mpxn: row.mpxn,
    /** The own Identity Record; null when a token linked the record, since that link is shown to nobody. */
    ir: isOwnLink ? row.ir : null,
    isLinkedByToken: row.tokenRef !== null,
    /** When an Identity Record that it was linked to was voided by the operator. */
    disputedAt: row.disputedAt?.toISOString() ?? null,
    changes: row.changes.map(({ id, at, state, cause, accountId: by }): RecordChange => ({
      id,
      at: at.toISOString(),
      state,
      cause,
      by,
    })),
  };
}

/**
 * The Identity Record that an own record is about, whoever's it is: to ask that person, and shown to nobody.
 * @throws {NotFoundError} as {@link readOwnRecord}
 */
export async function findLink(accountId: string, ak: string) {
  const row = await db().accessRecord.findUnique({
    where: { ak },
    select: { accountId: true, ir: true, tokenRef: true, mpxn: true },
  });
  if (row?.accountId !== accountId) throw new NotFoundError('The access record');
  const { ir, mpxn, tokenRef } = row;
  return { ir, mpxn, isByToken: tokenRef !== null };
}

/** Own records that an own Identity Record is linked to, the newest first: 100 and one page at most. */
export async function listLinkedRecords(accountId: string, ir: string) {
  const newestFirst = [{ createdAt: 'desc' }, { ak: 'desc' }] as const;
  const keys = await db().accessRecord.findMany({
    where: { ir, accountId, tokenRef: null },
    orderBy: [...newestFirst],
    take: 100,
    select: { ak: true },
  });
  const shown = keys.slice(0, await countFitting(db(), keys));
  const rows = await db().accessRecord.findMany({
    where: { ak: { in: shown.map(({ ak }) => ak) } },
    orderBy: [...newestFirst],
    include: { account: { select: { duid: true } } },
  });
  return rows.map((row) => toAccessRecord(row));
}

/**
 * How many ACTIVE records keep an Identity Record from being anonymised: the account's own, and those of
 * others, who are not named.
 */
export async function countActiveLinks(accountId: string, ir: string, at: Date) {
  const where = { ir, ...whereState('ACTIVE', at) };
  const [all, own] = [
    await db().accessRecord.count({ where }),
    await db().accessRecord.count({ where: { ...where, accountId } }),
  ];
  return { own, others: all - own };
}
