import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { mpxnEnding } from '@/lib/meter-points/mpxn';
import { now } from '@/lib/platform/clock';
import { toConsentRecord } from './consent-record';
import { toPortalEntry } from './entry';
import { recordHistory } from './record-history';
import { seenRecords } from './seen-records';
import { toCsv } from './to-csv';

export type DownloadFormat = 'csv' | 'json';

/** The words of the table, in the customer's language: the portal's own. */
export interface DownloadWords {
  columns: [string, string, string, string, string, string, string, string];
  state(state: string, isDisputed: boolean): string;
  basis(basis: string | null): string;
  dataType(type: string): string;
}

/** All that the session sees, as a file; null when it stands for nobody (any more). */
export async function downloadRecords(
  session: PortalSession,
  format: DownloadFormat,
  words: DownloadWords,
): Promise<string | null> {
  const at = now();
  const seen = await seenRecords(session, at);
  if (!seen) return null;
  const { customer, rows } = seen;
  await recordAudit(db(), {
    type: 'portal.downloaded',
    ir: session.ir,
    detail: { session: session.id, format, records: rows.length },
  });
  if (format === 'csv') {
    const table = rows.map((row) => toPortalEntry(row, customer, at));
    return toCsv([
      words.columns,
      ...table.map((entry) => [
        entry.organisation,
        words.state(entry.state, entry.disputedAt !== null),
        words.basis(entry.legalBasis),
        entry.purpose ?? '',
        entry.dataTypes.map((type) => words.dataType(type)).join('; '),
        entry.registeredAt,
        entry.expiry ?? '',
        entry.revokedAt ?? '',
      ]),
    ]);
  }
  const principal = { meterPointEnding: mpxnEnding(customer.mpxn) };
  const records = [];
  for (const row of rows) {
    records.push(toConsentRecord(row, await recordHistory(row, at), { principal, at }));
  }
  return JSON.stringify({ created: at.toISOString(), consent_records: records }, null, 2);
}
