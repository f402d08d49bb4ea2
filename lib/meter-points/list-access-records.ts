import { toEntry, withEntry, type EntryRow, type Viewer } from '@/lib/access-records/entry';
import type { MeterPointQuery } from '@/lib/access-records/schemas';
import { whereState } from '@/lib/access-records/state-filter';
import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ForbiddenError } from '@/lib/platform/errors';
import { consumePortalToken, requirePortalToken } from '@/lib/reidentification/portal-token';
import { findTenancy, isWithin } from './tenancy';

/** More records than this of one meter point are not listed; the newest are. */
const MOST_RECORDS = 1000;

/** Limits what is listed to what the viewer may see. @throws {ForbiddenError} nothing at all */
type Lens = (rows: EntryRow[]) => EntryRow[];

async function dataUserLens(tx: Tx, account: Account, mpxn: string): Promise<Lens> {
  const own = await tx.accessRecord.findFirst({ where: { mpxn, accountId: account.id } });
  if (!own) throw new ForbiddenError('This account has no record of its own at this meter point.');
  return (rows) => rows;
}

async function portalLens(
  tx: Tx,
  account: Account,
  input: { mpxn: string; token: string | undefined; at: Date },
): Promise<Lens> {
  const token = await requirePortalToken(tx, { accountId: account.id, ...input });
  await consumePortalToken(tx, token, input.at);
  const tenancy = await findTenancy(tx, token.identityRecord, input.at);
  return (rows) => (tenancy ? rows.filter((row) => isWithin(row, tenancy)) : []);
}

/**
 * Who may read the data of a meter point. A Data User with a record of its own there sees all, others'
 * keys masked; a portal operator sees the customer's own time at the address, once for a token. Each
 * look is audited, and so shown to the customer (contract §6).
 */
export async function listMeterPointRecords(
  account: Account,
  mpxn: string,
  query: MeterPointQuery,
) {
  const at = now();
  const isPortal = account.role === 'portal';
  return inTransaction(async (tx) => {
    const token = query['reidentification-token'];
    const lens = isPortal
      ? await portalLens(tx, account, { mpxn, token, at })
      : await dataUserLens(tx, account, mpxn);
    const rows = await tx.accessRecord.findMany({
      where: {
        mpxn,
        ...(query['legal-basis'] ? { legalBasis: query['legal-basis'] } : {}),
        AND: query.state ? [whereState(query.state, at)] : [],
      },
      orderBy: [{ createdAt: 'desc' }, { ak: 'desc' }],
      take: MOST_RECORDS,
      include: withEntry,
    });
    const viewer: Viewer = isPortal ? 'all' : { accountId: account.id };
    const seen = lens(rows);
    // Whatever the filters leave out: `superseded-by` may name a record that is not listed.
    const own = await tx.accessRecord.findMany({
      where: { mpxn, accountId: account.id },
      select: { ak: true },
    });
    const ownKeys = new Set(own.map(({ ak }) => ak));
    await recordAudit(tx, {
      type: 'meter-point.looked-up',
      accountId: account.id,
      // A Data User needs no token, and what it sends as one was not looked at.
      tokenRef: isPortal ? (token ?? null) : null,
      detail: { records: seen.length, 'meter-point': meterPointTrace(mpxn) },
    });
    return { mpxn, 'access-records': seen.map((row) => toEntry(row, viewer, ownKeys, at)) };
  });
}
