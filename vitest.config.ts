import { defineConfig } from 'vitest/config';
import { findPostgres } from './scripts/find-postgres.mjs';

const alias = {
  '@': import.meta.dirname,
  'central-access-register-client': `${import.meta.dirname}/client/src/index.ts`,
};

/** As for the browser tests: a machine may be busy elsewhere. The report names what needed a second try. */
const retry = process.env.CI ? 1 : 0;

/**
 * The API tests, against one built register (`npm run build`). `npm test` runs all of them on the embedded
 * database, and on PostgreSQL those that carry the tag for it.
 */
const apiProject = (name: 'api-embedded' | 'api-postgres') => ({
  resolve: { alias },
  test: {
    name,
    include: ['{e2e/api,bench}/**/*.test.ts'],
    globalSetup: ['harness/api-setup.ts'],
    fileParallelism: false,
    // One worker for all files, whose modules are loaded once: they keep nothing but connections.
    isolate: false,
    retry,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});

export default defineConfig({
  test: {
    allowOnly: false,
    tags: [
      {
        name: 'postgres',
        description:
          'Runs on PostgreSQL as well, since what it tests differs between databases: locks and races, time, the queue, faults, plans, what a driver reads.',
      },
    ],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{lib,components,app,client}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          globalSetup: ['harness/unit-setup.ts'],
          environment: 'node',
          isolate: false,
          setupFiles: ['lib/platform/testing/before-each-file.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'cli',
          include: ['e2e/cli/**/*.test.ts'],
          globalSetup: ['harness/unit-setup.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      apiProject('api-embedded'),
      ...(findPostgres() ? [apiProject('api-postgres')] : []),
    ],
  },
});
