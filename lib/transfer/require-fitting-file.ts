import type { Tx } from '@/lib/db/database';
import { allKeys } from '@/lib/platform/key-ring';
import { readMigrations, type Header } from './file-format';
import { countRows, type Table } from './tables';
import { TransferError } from './transfer-error';

/** @throws {TransferError} when the key ring here lacks a key that what is stored needs */
export function requireKeys({ keys, 'sealed-by': sealedBy }: Header): void {
  const missing = (['link', 'lookup', 'encryption'] as const).flatMap((purpose) => {
    const here = new Set(allKeys(purpose).map(({ id }) => id));
    const needed = purpose === 'encryption' ? [...keys.encryption, sealedBy] : keys[purpose];
    return needed.filter((id) => !here.has(id)).map((id) => `${purpose} ${id}`);
  });
  if (missing.length === 0) return;
  throw new TransferError(
    `The key ring here lacks ${[...new Set(missing)].join(', ')}. Bring the key ring of the register ` +
      'that was exported (KEY_RING or KEY_RING_FILE): without it nothing of this can be read.',
  );
}

/** Tables of one row, which the migrations leave in an empty register, and whether it is as they left it. */
const heads: Readonly<Record<string, (tx: Tx) => Promise<boolean>>> = {
  audit_head: async (tx) => (await tx.auditHead.count({ where: { position: { not: 0 } } })) === 0,
  release_change_head: async (tx) =>
    (await tx.releaseChangeHead.count({ where: { sequence: { not: 0 } } })) === 0,
};

async function requireEmpty(tx: Tx, tables: Table[]): Promise<void> {
  const filled: string[] = [];
  for (const table of tables) {
    const isUntouched = heads[table.name] ?? (async () => (await countRows(tx, table)) === 0);
    const isEmpty = await isUntouched(tx);
    if (!isEmpty) filled.push(table.name);
  }
  if (filled.length === 0) {
    await tx.auditHead.deleteMany();
    await tx.releaseChangeHead.deleteMany();
    return;
  }
  throw new TransferError(
    `This register is not empty (${filled.join(', ')}). Import into a database where none ran yet.`,
  );
}

const spell = (value: unknown) => JSON.stringify(value);

/**
 * Refuses a file unless the database that it is to fill has exactly the file's migrations, tables and
 * columns, and is empty. @throws {TransferError}
 */
export async function requireFittingFile(tx: Tx, tables: Table[], header: Header): Promise<void> {
  if (spell(await readMigrations(tx)) !== spell(header.migrations)) {
    throw new TransferError(
      'The file is of another version of the register: its migrations are not those here. Export it ' +
        'again with this version.',
    );
  }
  const here = tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]);
  if (spell(here) !== spell(header.tables.map(({ name, columns }) => [name, columns]))) {
    throw new TransferError('The tables of the file are not those here.');
  }
  await requireEmpty(tx, tables);
}
