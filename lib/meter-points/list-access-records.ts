import { toEntry, type Viewer } from '@/lib/access-records/entry';
import { countFitting, type VersionRef } from '@/lib/access-records/fitting-page';
import { loadEntries } from '@/lib/access-records/load-entries';
import type { MeterPointQuery } from '@/lib/access-records/schemas';
import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ForbiddenError, ValidationError } from '@/lib/platform/errors';
import { openStable, sealStable } from '@/lib/platform/stable-cipher';
import { consumePortalToken, requirePortalToken } from '@/lib/reidentification/portal-token';
import { asSeenEntry } from './as-seen-entry';
import { customerOfToken } from './customer-of-token';
import { findAt } from './find-at';
import { findSeen, type SeenRecord } from './find-seen';

/** Entries of one page at most; it ends before that where their documents are large. */
const MOST_ENTRIES = 1000;

interface Look {
  account: Account;
  mpxn: string;
  query: MeterPointQuery;
  at: Date;
  /** A HEAD: whoever asks is shown nothing, so it spends no token. */
  isHead: boolean;
}

/** One key of a list; a record that is not of the viewer's own has an alias there. */
type Ref = VersionRef & { seen: SeenRecord | null };

/** Where a list goes on: names a record for this viewer, list and token alone, and not by its key. */
function cursorUse({ account, mpxn, query }: Look): string {
  return JSON.stringify(['meter-point-cursor', account.id, mpxn, query['reidentification-token']]);
}

function readCursor(look: Look): string | null {
  const { cursor } = look.query;
  if (cursor === undefined) return null;
  const digits = openStable(cursorUse(look), cursor);
  if (digits === null) throw ValidationError.field('cursor', 'is not one of this list');
  return `ak_${digits}`;
}

function narrowingOf({ query }: Look, after: string | null) {
  const { state, 'legal-basis': legalBasis } = query;
  return { state, legalBasis, after, limit: MOST_ENTRIES + 1 };
}

async function refsForDataUser(tx: Tx, look: Look, after: string | null): Promise<Ref[]> {
  const { account, mpxn, at } = look;
  const own = await tx.accessRecord.findFirst({
    where: { mpxn, accountId: account.id },
    select: { ak: true },
  });
  if (!own) throw new ForbiddenError('This account has no record of its own at this meter point.');
  const found = await findAt(tx, mpxn, at, narrowingOf(look, after));
  return found.map(({ ak }) => ({ ak, seen: null }));
}

async function refsForPortal(tx: Tx, look: Look, after: string | null): Promise<Ref[]> {
  const { account, mpxn, at, isHead } = look;
  const token = await requirePortalToken(tx, {
    accountId: account.id,
    mpxn,
    token: look.query['reidentification-token'],
    at,
  });
  // A further page is of the list for which the token was consumed: nobody else has such a cursor.
  if (after === null) await consumePortalToken(tx, token, { at, isKept: isHead });
  const customer = await customerOfToken(tx, token, { mpxn, at });
  const found = await findSeen(tx, customer, at, narrowingOf(look, after));
  return found.map((seen) => ({ ak: seen.ak, changeId: seen.changeId, seen }));
}

/** Which of the records that supersede a sighting are the viewer's own, listed here or not. */
async function ownSuperseders(tx: Tx, accountId: string, keys: (string | null | undefined)[]) {
  const own = await tx.accessRecord.findMany({
    where: { ak: { in: keys.filter((key) => typeof key === 'string') }, accountId },
    select: { ak: true },
  });
  return new Set(own.map(({ ak }) => ak));
}

async function toEntries(tx: Tx, refs: Ref[], { account, at }: Look) {
  const viewer: Viewer = account.role === 'portal' ? 'portal' : { accountId: account.id };
  const rows = await loadEntries(tx, refs);
  const superseders = rows.map(({ discovered }) => discovered?.supersededBy);
  const ownKeys = await ownSuperseders(tx, account.id, superseders);
  const seenOf = new Map(refs.map(({ ak, seen }) => [ak, seen]));
  return rows.map((row) => {
    const seen = seenOf.get(row.ak) ?? null;
    return toEntry(seen ? asSeenEntry(row, seen) : row, viewer, ownKeys, at);
  });
}

/**
 * Who may read the data of a meter point. A Data User with a record of its own there sees all, others'
 * keys masked; a portal operator sees what the customer would see in our own portal, once for a token.
 * What is ACTIVE comes first, and the organisations take turns; a list too large for one answer goes on at
 * `next-cursor`. Each look is audited, and so shown to the customer
 * (docs/api/meter-point-lists.md#meter-point-lists).
 */
export async function listMeterPointRecords(
  account: Account,
  mpxn: string,
  { query, isHead }: { query: MeterPointQuery; isHead: boolean },
) {
  const look: Look = { account, mpxn, query, at: now(), isHead };
  const after = readCursor(look);
  const isPortal = account.role === 'portal';
  return inTransaction(async (tx) => {
    const found = isPortal
      ? await refsForPortal(tx, look, after)
      : await refsForDataUser(tx, look, after);
    const asked = found.slice(0, MOST_ENTRIES);
    const shown = asked.slice(0, await countFitting(tx, asked));
    await recordAudit(tx, {
      type: 'meter-point.looked-up',
      accountId: account.id,
      // A Data User needs no token, and what it sends as one was not looked at.
      tokenRef: isPortal ? (query['reidentification-token'] ?? null) : null,
      detail: { records: shown.length, 'meter-point': meterPointTrace(mpxn) },
    });
    const last = found.length > shown.length ? shown.at(-1) : undefined;
    return {
      mpxn,
      'access-records': await toEntries(tx, shown, look),
      ...(last ? { 'next-cursor': sealStable(cursorUse(look), last.ak.slice('ak_'.length)) } : {}),
    };
  });
}
