import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { findSeen, type SeenRecord } from '@/lib/meter-points/find-seen';
import { now } from '@/lib/platform/clock';
import { toConsentRecord } from './consent-record';
import { toPortalEntry } from './entry';
import { recordHistories } from './record-history';
import { seenRowsInPages } from './seen-records';
import { findCustomer } from './customer-of-session';
import { tableColumns, toTableRow, type TableWords } from './table-row';
import { CSV_MARK, toCsvRows } from './to-csv';

export type DownloadFormat = 'csv' | 'json';

interface Seen {
  session: PortalSession;
  seen: SeenRecord[];
}

async function* csvParts({ session, seen }: Seen, words: TableWords): AsyncGenerator<string, void> {
  yield CSV_MARK + toCsvRows([tableColumns.map((column) => words.columns[column])]);
  for await (const rows of seenRowsInPages(session, seen)) {
    yield toCsvRows(rows.map((row) => toTableRow(toPortalEntry(row), words)));
  }
}

/** A list as a member of a JSON object, one entry in a line. */
async function* jsonParts({ session, seen }: Seen, at: Date): AsyncGenerator<string, void> {
  yield `{\n"created": ${JSON.stringify(at.toISOString())},\n"consent_records": [`;
  let separator = '\n';
  for await (const rows of seenRowsInPages(session, seen)) {
    const histories = await recordHistories(rows, at);
    for (const row of rows) {
      const record = toConsentRecord(row, histories.get(row.ak) ?? []);
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
  const all = { session, seen };
  return format === 'csv' ? csvParts(all, words) : jsonParts(all, at);
}
