/**
 * Schema drift check: do the migrations, run one after the other on an empty database, lead to
 * exactly what prisma/schema.prisma describes?
 *
 *   tsx scripts/drift.ts            exits 0 when they agree, 1 with the difference as SQL
 *   tsx scripts/drift.ts --script   prints the SQL that leads from the migrations to the schema
 *
 * The schema engine runs as WebAssembly over an in-memory PGlite, so nothing is downloaded and no
 * database is touched. What the schema language cannot say (triggers, check constraints, partial
 * indexes' predicates) is not compared. DEBUG_SCHEMA_ENGINE=1 shows the engine's own log.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const migrationsDir = path.join(projectRoot, 'prisma', 'migrations');
const schemaPath = path.join(projectRoot, 'prisma', 'schema.prisma');
const noFilters = { externalTables: [], externalEnums: [] };

/** The engine calls this global when its WebAssembly code panics; without it the cause is lost. */
declare global {
  var PRISMA_WASM_PANIC_REGISTRY: { set_message(message: string): void } | undefined;
}

/** Instantiates the WebAssembly module by hand: Node 20 cannot import `.wasm` files itself. */
async function loadSchemaEngine(lite: PGlite, datamodel: string): Promise<SchemaEngine> {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      console.error(`schema engine: ${message}`);
    },
  };
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const packageDir = path.dirname(
    fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
  );
  const { instance } = await WebAssembly.instantiate(
    readFileSync(path.join(packageDir, 'schema_engine_bg.wasm')),
    { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports },
  );
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();

  return bindings.SchemaEngine.new(
    { datamodels: [[schemaPath, datamodel]] },
    (line: string) => {
      if (process.env.DEBUG_SCHEMA_ENGINE) console.error(line);
    },
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(lite)),
  );
}

function readMigrations(): MigrationList {
  const names = readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(migrationsDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}

/** The SQL that leads from the migrations to the schema, or null when there is nothing to do. */
async function diffMigrationsToSchema(): Promise<string | null> {
  const datamodel = readFileSync(schemaPath, 'utf8');
  const lite = await PGlite.create();
  const engine = await loadSchemaEngine(lite, datamodel);
  const result = await engine.diff({
    from: { tag: 'migrations', ...readMigrations() },
    to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: datamodel }] },
    script: true,
    exitCode: true,
    filters: noFilters,
  });
  // As with `prisma migrate diff --exit-code`: 0 is no difference, 2 is one.
  if (result.exitCode === 0) return null;
  return result.stdout ?? '';
}

async function main(): Promise<number> {
  const difference = await diffMigrationsToSchema();
  if (process.argv.includes('--script')) {
    process.stdout.write(difference ?? '');
    return 0;
  }
  if (difference === null) {
    console.log('prisma/migrations and prisma/schema.prisma agree.');
    return 0;
  }
  console.error(
    'prisma/migrations and prisma/schema.prisma differ. Missing from the migrations:\n',
  );
  console.error(difference);
  return 1;
}

// The engine keeps handles open, so leave explicitly once the answer is written.
process.exit(await main());
