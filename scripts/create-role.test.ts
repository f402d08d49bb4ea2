import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** In place of PostgreSQL's own: it tells that it was called, and for whom. */
let programs: string;
beforeAll(() => {
  programs = mkdtempSync(path.join(tmpdir(), 'create-role-'));
  writeFileSync(path.join(programs, 'psql'), '#!/bin/sh\ncat > /dev/null\necho "psql $*"\n');
  chmodSync(path.join(programs, 'psql'), 0o755);
});
afterAll(() => rmSync(programs, { recursive: true }));

function createRole(passwords: Record<string, string>) {
  const env = {
    NODE_ENV: 'test' as const,
    PATH: `${programs}:${process.env.PATH ?? ''}`,
    POSTGRES_USER: 'postgres',
    POSTGRES_PASSWORD: 'one-of-its-own',
    REGISTER_PASSWORD: 'another-one',
    ...passwords,
  };
  return spawnSync('sh', ['deploy/create-role.sh'], { env, encoding: 'utf8' });
}

test('with passwords of its own the role is made', () => {
  const { status, stdout } = createRole({});
  expect(status).toBe(0);
  expect(stdout).toContain('--set=password=another-one --username=postgres');
});

test.each([
  ['POSTGRES_PASSWORD', 'CHANGE-ME'],
  ['REGISTER_PASSWORD', 'CHANGE-ME-TOO'],
  ['REGISTER_PASSWORD', 'Change-me-too'],
  ['REGISTER_PASSWORD', ''],
])('with the example of %s, %j, none is made', (name, value) => {
  const { status, stdout, stderr } = createRole({ [name]: value });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('deploy/database.env still holds a password of the example');
});
