import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sealAudit, verifyAudit } from '@/lib/audit/seal-audit';
import { db, type Tx } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { activeKey, allKeys } from '@/lib/platform/key-ring';
import {
  FORMAT,
  FORMAT_VERSION,
  newSeal,
  readMigrations,
  settleSpelling,
  wholeTransfer,
  type Header,
  type OnProgress,
} from './file-format';
import { countRows, quoted, readTables, type Table } from './tables';
import { TransferError } from './transfer-error';

/** Rows in memory at once. */
const BATCH = 200;

async function describe(tx: Tx, tables: Table[]): Promise<Header> {
  const described: Header['tables'] = [];
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name);
    described.push({ name: table.name, columns, rows: await countRows(tx, table) });
  }
  const idsOf = (purpose: 'link' | 'lookup' | 'encryption') => allKeys(purpose).map(({ id }) => id);
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    'exported-at': now().toISOString(),
    'sealed-by': activeKey('encryption').id,
    keys: { link: idsOf('link'), lookup: idsOf('lookup'), encryption: idsOf('encryption') },
    migrations: await readMigrations(tx),
    tables: described,
  };
}

/** The rows of a table as lines, by a cursor, so that no table need fit into memory. */
async function* rowLines(tx: Tx, table: Table): AsyncGenerator<string[]> {
  const columns = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  await tx.$executeRawUnsafe(
    `DECLARE transfer NO SCROLL CURSOR FOR
       SELECT json_build_array(${columns})::text AS line FROM ${quoted(table.name)}`,
  );
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ line: string }[]>(`FETCH ${BATCH} FROM transfer`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < BATCH) break;
  }
  await tx.$executeRawUnsafe('CLOSE transfer');
}

async function* fileLines(
  tx: Tx,
  tables: Table[],
  header: Header,
  onProgress: OnProgress,
): AsyncGenerator<string> {
  const seal = newSeal(header['sealed-by']);
  const sealed = (lines: string[]) => {
    const text = `${lines.join('\n')}\n`;
    seal.update(text);
    return text;
  };
  yield sealed([JSON.stringify(header)]);
  for (const table of tables) {
    const all = header.tables.find(({ name }) => name === table.name)?.rows ?? 0;
    let done = 0;
    yield sealed([JSON.stringify({ table: table.name })]);
    for await (const lines of rowLines(tx, table)) {
      yield sealed(lines);
      done += lines.length;
      onProgress(table.name, done, all);
    }
  }
  yield `${JSON.stringify({ seal: seal.digest('hex') })}\n`;
}

async function refuseBrokenAudit(tx: Tx): Promise<void> {
  const { fault } = await verifyAudit(tx);
  if (!fault) return;
  throw new TransferError(
    `The audit chain is broken at position ${fault.position} (${fault.problem}). Nothing was exported.`,
  );
}

/**
 * Writes the whole register, as it stands at one instant, to a new file readable by its owner alone. The
 * key ring is not in it. A failed export leaves no file.
 *
 * @throws {TransferError} when the audit chain has a fault: it would look as if the transfer made it
 */
export async function exportRegister(file: string, onProgress: OnProgress): Promise<Header> {
  // So that the whole of it is under the chain on the other side.
  await sealAudit();
  const part = `${file}.part`;
  try {
    const header = await db().$transaction(async (tx) => {
      await settleSpelling(tx);
      await refuseBrokenAudit(tx);
      const tables = await readTables(tx);
      const described = await describe(tx, tables);
      await pipeline(
        Readable.from(fileLines(tx, tables, described, onProgress)),
        createGzip(),
        createWriteStream(part, { flags: 'wx', mode: 0o600 }),
      );
      return described;
    }, wholeTransfer);
    await rename(part, file);
    return header;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      await rm(part, { force: true });
    }
    throw error;
  }
}
