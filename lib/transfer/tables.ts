import type { Tx } from '@/lib/db/database';
import { TransferError } from './transfer-error';

/**
 * Tables that are not transferred, and why nothing is lost by that. Every other table of the database is
 * transferred, including those that are added later.
 */
export const leftOut: Readonly<Record<string, string>> = {
  _prisma_migrations: 'the target has its own, compared with those of the file',
  access_record_tallies: 'made again by triggers as the access records come in',
  challenges: 'live five minutes; the page asks for a new one',
  release_misses: 'what the operator is warned of; a warning is about the last day',
  release_probes: 'counts of the day; they begin anew',
  rate_limits: 'counters of windows of a day at most; they begin anew',
  outbox_mails: 'what a trial would have mailed, links and all; never in production',
};

export interface Column {
  name: string;
  /** The type's name in PostgreSQL, to cast a text back. */
  type: string;
}

export interface Table {
  name: string;
  columns: Column[];
}

interface ColumnRow {
  table: string;
  column: string;
  type: string;
}

interface ReferenceRow {
  child: string;
  parent: string;
}

async function readColumns(tx: Tx): Promise<Map<string, Column[]>> {
  const rows = await tx.$queryRaw<ColumnRow[]>`
    SELECT cls.relname::text AS table, att.attname::text AS column,
           format_type(att.atttypid, att.atttypmod) AS type
      FROM pg_class cls
      JOIN pg_attribute att ON att.attrelid = cls.oid AND att.attnum > 0 AND NOT att.attisdropped
     WHERE cls.relnamespace = 'public'::regnamespace
       AND cls.relkind IN ('r', 'p') AND NOT cls.relispartition
       AND att.attgenerated = ''
     ORDER BY cls.relname, att.attnum`;
  const tables = new Map<string, Column[]>();
  for (const { table, column, type } of rows) {
    if (table in leftOut) continue;
    tables.set(table, [...(tables.get(table) ?? []), { name: column, type }]);
  }
  return tables;
}

async function readReferences(tx: Tx): Promise<ReferenceRow[]> {
  return tx.$queryRaw<ReferenceRow[]>`
    SELECT child.relname::text AS child, parent.relname::text AS parent
      FROM pg_constraint
      JOIN pg_class child ON child.oid = conrelid
      JOIN pg_class parent ON parent.oid = confrelid
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
}

/** The tables that a transfer takes along, each after those that it refers to. */
export async function readTables(tx: Tx): Promise<Table[]> {
  const tables = await readColumns(tx);
  const references = await readReferences(tx);
  const waiting = [...tables.keys()].sort();
  const ordered: Table[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((name) =>
      references.every(({ child, parent }) => child !== name || !waiting.includes(parent)),
    );
    const [name] = waiting.splice(next, 1);
    if (next < 0 || name === undefined) {
      throw new TransferError('The tables refer to each other in a circle.');
    }
    ordered.push({ name, columns: tables.get(name) ?? [] });
  }
  return ordered;
}

/** A name in SQL. The names come from the database's own catalogue, never from a file. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export async function countRows(tx: Tx, table: Table): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ count: bigint }[]>(
    `SELECT count(*) AS count FROM ${quoted(table.name)}`,
  );
  return Number(row?.count ?? 0);
}
