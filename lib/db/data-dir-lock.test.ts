import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { startScript } from '@/lib/platform/testing/start-script';
import { temporaryFolder } from '@/lib/platform/testing/temporary-folder';
import { DataDirBusyError, lockDataDir } from './data-dir-lock';

let folder: string;

beforeEach(() => {
  folder = path.join(temporaryFolder(), 'data');
});

/** A process that takes the lock and keeps it, or says why it could not. */
function startHolder(through: string[] = []) {
  return startScript(
    `import { lockDataDir } from '@/lib/db/data-dir-lock';
    try {
      lockDataDir(${JSON.stringify(folder)});
      console.log('held');
      setInterval(() => undefined, 1000);
    } catch (error) {
      console.log(error.name);
    }`,
    through,
  );
}

test('a free folder is made and taken, and free again when released', () => {
  const release = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(DataDirBusyError);
  release();
  lockDataDir(folder)();
});

test('a second process is refused, and told which folder and what to do', async () => {
  const holder = startHolder();
  expect(await holder.firstLine).toBe('held');
  expect(() => lockDataDir(folder)).toThrow(DataDirBusyError);
  expect(() => lockDataDir(folder)).toThrow(folder);
  expect(() => lockDataDir(folder)).toThrow('another DATA_DIR');
});

test('a refusal frees nothing and leaves nothing behind', async () => {
  const release = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(DataDirBusyError);
  expect(await startHolder().firstLine).toBe('DataDirBusyError');
  expect(fs.readdirSync(folder)).toEqual(['register.lock']);
  release();
});

test('the lock of a process that was killed is free', async () => {
  const holder = startHolder();
  expect(await holder.firstLine).toBe('held');
  await holder.kill();
  lockDataDir(folder)();
});

test('of several that start after a crash one alone gets it', async () => {
  const crashed = startHolder();
  await crashed.firstLine;
  await crashed.kill();
  const starters = [startHolder(), startHolder(), startHolder()];
  const answers = await Promise.all(starters.map(({ firstLine }) => firstLine));
  expect(answers.sort()).toEqual(['DataDirBusyError', 'DataDirBusyError', 'held']);
});

test.each([
  ['of another host, as a container made anew finds it', { host: 'elsewhere', pid: 1 }],
  ['of a process that runs', { host: os.hostname(), pid: process.ppid }],
])('what a file left by an earlier version says %s keeps nobody out', (_whose, owner) => {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'register.lock'), JSON.stringify(owner));
  lockDataDir(folder)();
});

/** A container as the kernel sees one: numbers of its own for its processes. */
const CONTAINER = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const hasContainers = spawnSync(CONTAINER[0] ?? '', [...CONTAINER.slice(1), 'true']).status === 0;

describe.skipIf(!hasContainers)('containers of one host name on one volume', () => {
  test('of two at once one alone gets it', async () => {
    const both = [startHolder(CONTAINER), startHolder(CONTAINER)];
    const answers = await Promise.all(both.map(({ firstLine }) => firstLine));
    expect(answers.sort()).toEqual(['DataDirBusyError', 'held']);
  });

  test('one keeps its host out, and its host keeps it out', async () => {
    const release = lockDataDir(folder);
    expect(await startHolder(CONTAINER).firstLine).toBe('DataDirBusyError');
    release();
    expect(await startHolder(CONTAINER).firstLine).toBe('held');
    expect(() => lockDataDir(folder)).toThrow(DataDirBusyError);
  });

  test('one that was killed gives way to the next', async () => {
    const first = startHolder(CONTAINER);
    expect(await first.firstLine).toBe('held');
    await first.kill();
    expect(await startHolder(CONTAINER).firstLine).toBe('held');
  });
});

test('a file system without locks is refused in words', () => {
  const take = () => {
    throw Object.assign(new Error('no locks available'), { code: 'ENOLCK' });
  };
  expect(() => lockDataDir(folder, take)).toThrow(/DATA_DIR: .*keeps no locks \(ENOLCK\)/);
  lockDataDir(folder)();
});
