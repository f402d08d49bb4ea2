import { verifyAudit } from '@/lib/audit/seal-audit';
import { db, type Tx } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { requeueUnsentMails } from '@/lib/mail/requeue-unsent-mails';
import { makeDay } from '@/lib/releases/days';
import { insertRows, lockTables, restoreSequences } from './fill-tables';
import {
  settleSpelling,
  tableSchema,
  wholeTransfer,
  type Header,
  type OnProgress,
} from './file-format';
import { readLines } from './read-lines';
import { requireFittingFile } from './require-fitting-file';
import { damaged, SealedLines } from './sealed-lines';
import { countRows, readTables, type Table } from './tables';

/** Rows of one statement. */
const BATCH = 200;
/** Prisma's code for whatever PostgreSQL answers to a raw statement. */
const RAW_QUERY_FAILED = 'P2010';

/** Rows of a table in partitions need theirs first. */
async function makeRoom(tx: Tx, table: Table, rows: (string | null)[][]): Promise<void> {
  if (table.name !== 'release_decisions') return;
  const column = table.columns.findIndex(({ name }) => name === 'day');
  for (const day of new Set(rows.map((row) => row[column] ?? ''))) await makeDay(tx, day);
}

/** Inserts rows; what the database refuses of them never came out of a register. */
async function insertFitting(tx: Tx, table: Table, rows: (string | null)[][]): Promise<void> {
  try {
    await makeRoom(tx, table, rows);
    await insertRows(tx, table, rows);
  } catch (error) {
    const isRefusal =
      error instanceof Prisma.PrismaClientKnownRequestError && error.code === RAW_QUERY_FAILED;
    throw isRefusal ? damaged(`rows of ${table.name} do not fit`, error) : error;
  }
}

async function importTable(
  tx: Tx,
  lines: SealedLines,
  table: Table,
  report: (done: number) => void,
): Promise<void> {
  const { table: named } = await lines.next(tableSchema);
  if (named !== table.name) throw damaged(`${table.name} is missing`);
  let done = 0;
  for (;;) {
    const rows = await lines.rows(BATCH);
    if (rows.length === 0) return;
    if (rows.some((row) => row.length !== table.columns.length)) {
      throw damaged(`a row of ${table.name} has another number of columns`);
    }
    await insertFitting(tx, table, rows);
    done += rows.length;
    report(done);
  }
}

async function requireCounts(tx: Tx, tables: Table[], header: Header): Promise<void> {
  for (const [index, table] of tables.entries()) {
    const expected = header.tables[index]?.rows;
    const found = await countRows(tx, table);
    if (found === expected) continue;
    throw damaged(`${table.name} has ${found} rows instead of ${expected ?? 'none'}`);
  }
}

async function requireWholeAudit(tx: Tx): Promise<number> {
  const { sealed, fault } = await verifyAudit(tx);
  if (!fault) return sealed;
  throw damaged(`the audit chain breaks at position ${fault.position} (${fault.problem})`);
}

export interface Imported {
  header: Header;
  /** Events of the audit chain, each verified. */
  auditEvents: number;
  /** Mails that waited and wait again. */
  mails: number;
}

async function fill(tx: Tx, lines: SealedLines, onProgress: OnProgress): Promise<Imported> {
  const header = await lines.header();
  await settleSpelling(tx);
  const tables = await readTables(tx);
  await lockTables(tx, tables);
  await requireFittingFile(tx, tables, header);
  for (const [index, table] of tables.entries()) {
    const all = header.tables[index]?.rows ?? 0;
    await importTable(tx, lines, table, (done) => onProgress(table.name, done, all));
  }
  await lines.requireSealedEnd();
  await requireCounts(tx, tables, header);
  const auditEvents = await requireWholeAudit(tx);
  await restoreSequences(tx, tables);
  return { header, auditEvents, mails: await requeueUnsentMails(tx) };
}

/**
 * Fills an empty register from a file of {@link exportRegister}. One transaction: it is committed only
 * after the file's seal, the counts and the audit chain were found right, so a failed import leaves the
 * register empty. Mails that were not sent yet are queued again. The queue must be started.
 *
 * @throws {TransferError} for another version's file, a changed one, a missing key, a register with rows
 */
export async function importRegister(file: string, onProgress: OnProgress): Promise<Imported> {
  return readLines(file, (lines) =>
    db().$transaction((tx) => fill(tx, new SealedLines(lines), onProgress), wholeTransfer),
  );
}
