import { defineConfig } from 'prisma/config';

// These three commands never run the schema engine, yet the CLI insists on downloading one first.
// `migrate` and `db` must not see this: with a stand-in engine they exit 0 having done nothing.
if (['generate', 'validate', 'format'].some((command) => process.argv.includes(command))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
