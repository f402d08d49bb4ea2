import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Cell =
  string | number | bigint | boolean | Date | Uint8Array | readonly string[] | null;
/** A row by the names of its columns, each row of a table with the same ones. */
export type Row = Record<string, Cell>;

const CHUNK = 64 * 1024;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);

function isBytes(cell: Cell): cell is Uint8Array {
  return cell instanceof Uint8Array;
}

/** A value in the text format of COPY. */
function toText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (isBytes(cell)) return `\\\\x${Buffer.from(cell).toString('hex')}`;
  if (typeof cell === 'object') {
    return escaped(`{${cell.map((item) => JSON.stringify(item)).join(',')}}`);
  }
  return String(cell);
}

/** Lines joined to chunks, so that the stream is not handed each line by itself. */
function* chunks(rows: Row[]): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${Object.values(row).map(toText).join('\t')}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Writes rows into a table by COPY. */
export async function copyRows(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await pipeline(
    Readable.from(chunks(rows)),
    client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)),
  );
}
