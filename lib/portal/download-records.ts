import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { findSeen, type SeenRecord } from '@/lib/meter-points/find-seen';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';
import { now } from '@/lib/platform/clock';
import { toConsentRecord } from './consent-record';
import { toPortalEntry } from './entry';
import { recordHistories } from './record-history';
import { allReleaseDays } from './record-releases';
import { seenRowsInPages } from './seen-records';
import { findCustomer } from './customer-of-session';
import { tableColumns, toTableRow, type TableWords } from './table-row';
import { CSV_MARK, toCsvRows } from './to-csv';

export type DownloadFormat = 'csv' | 'json';

interface Seen {
  session: PortalSession;
  customer: Customer;
  seen: SeenRecord[];
  at: Date;
}

async function* csvParts(all: Seen, words: TableWords): AsyncGenerator<string, void> {
  const { session, customer, seen, at } = all;
  yield CSV_MARK + toCsvRows([tableColumns.map((column) => words.columns[column])]);
  for await (const rows of seenRowsInPages(session, seen)) {
    const released = await allReleaseDays(db(), customer, rows, at);
    yield toCsvRows(
      rows.map((row) => toTableRow(toPortalEntry(row), released.get(row.ak) ?? [], words)),
    );
  }
}

/** A list as a member of a JSON object, one entry in a line. */
async function* jsonParts({ session, customer, seen, at }: Seen): AsyncGenerator<string, void> {
  yield `{\n"created": ${JSON.stringify(at.toISOString())},\n"consent_records": [`;
  let separator = '\n';
  for await (const rows of seenRowsInPages(session, seen)) {
    const histories = await recordHistories(rows, at);
    const released = await allReleaseDays(db(), customer, rows, at);
    for (const row of rows) {
      const releases = released.get(row.ak) ?? [];
      const record = toConsentRecord(row, { history: histories.get(row.ak) ?? [], releases });
      yield separator + JSON.stringify(record);
      separator = ',\n';
    }
  }
  yield '\n]\n}\n';
}

/**
 * All that the session sees, as the parts of a file, so that only a small part of it is in memory at a time.
 *
 * @returns null when the session no longer stands for anybody
 */
export async function downloadRecords(
  session: PortalSession,
  format: DownloadFormat,
  words: TableWords,
): Promise<AsyncGenerator<string, void> | null> {
  const at = now();
  const customer = await findCustomer(db(), session, at);
  if (!customer) return null;
  const seen = await findSeen(db(), customer, at);
  await recordAudit(db(), {
    type: 'portal.downloaded',
    ir: session.ir,
    detail: { session: session.id, format, records: seen.length },
  });
  const all = { session, customer, seen, at };
  return format === 'csv' ? csvParts(all, words) : jsonParts(all);
}
