import type { TestProject } from 'vitest/node';
import { findPostgres } from '../scripts/find-postgres.mjs';
import { startPostgres } from './postgres';

/** Before the first unit or command-line test: a PostgreSQL server for them, where one is installed. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = findPostgres() ? await startPostgres() : null;
  project.provide('postgresServer', postgres?.url ?? null);
  return async () => {
    await postgres?.stop();
  };
}
