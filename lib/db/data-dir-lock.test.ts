import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startScript } from '@/lib/platform/testing/start-script';
import { temporaryFolder } from '@/lib/platform/testing/temporary-folder';
import { DataDirBusyError, lockDataDir } from './data-dir-lock';

let folder: string;
let lockFile: string;

beforeEach(() => {
  folder = path.join(temporaryFolder(), 'data');
  lockFile = path.join(folder, 'register.lock');
});
afterEach(() => vi.restoreAllMocks());

/** A process that takes the lock and keeps it, or says why it could not. */
function startHolder() {
  return startScript(`import { lockDataDir } from '@/lib/db/data-dir-lock';
    try {
      lockDataDir(${JSON.stringify(folder)});
      console.log('held');
      setInterval(() => undefined, 1000);
    } catch (error) {
      console.log(error.name);
    }`);
}

function writeLock(owner: object | string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(lockFile, typeof owner === 'string' ? owner : JSON.stringify(owner));
}

const holderOf = () => JSON.parse(fs.readFileSync(lockFile, 'utf8')) as { pid: number };

test('a free folder is made and taken, and free again when released', () => {
  const release = lockDataDir(folder);
  expect(holderOf().pid).toBe(process.pid);
  release();
  expect(fs.readdirSync(folder)).toEqual([]);
  lockDataDir(folder)();
});

test('a second process is refused, and told which one holds the folder', async () => {
  const holder = startHolder();
  expect(await holder.firstLine).toBe('held');
  expect(() => lockDataDir(folder)).toThrow(DataDirBusyError);
  expect(() => lockDataDir(folder)).toThrow(`in use by process ${holder.pid} on ${os.hostname()}`);
  expect(() => lockDataDir(folder)).toThrow(folder);
  expect(holderOf().pid).toBe(holder.pid);
});

test('the same process cannot take it twice', () => {
  const release = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(`process ${process.pid} `);
  release();
});

test('a refusal leaves nothing behind', () => {
  const release = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(DataDirBusyError);
  expect(fs.readdirSync(folder)).toEqual(['register.lock']);
  release();
});

test('the lock of a process that was killed is taken over', async () => {
  const holder = startHolder();
  expect(await holder.firstLine).toBe('held');
  await holder.kill();
  expect(fs.existsSync(lockFile)).toBe(true);
  lockDataDir(folder);
  expect(holderOf().pid).toBe(process.pid);
  expect(fs.readdirSync(folder)).toEqual(['register.lock']);
});

test('of several that start after a crash one alone takes over', async () => {
  writeLock({ pid: 2 ** 22 + 1, host: os.hostname(), startedAt: '1' });
  const starters = [startHolder(), startHolder(), startHolder()];
  const answers = await Promise.all(starters.map(({ firstLine }) => firstLine));
  expect(answers.sort()).toEqual(['DataDirBusyError', 'DataDirBusyError', 'held']);
});

describe('the lock of a process whose number another program has by now', () => {
  // The parent runs, but did not start in the first clock tick of this machine.
  const reused = () => ({ pid: process.ppid, host: os.hostname(), startedAt: '1' });

  test('is taken over', () => {
    writeLock(reused());
    lockDataDir(folder);
    expect(holderOf().pid).toBe(process.pid);
  });

  test('is taken over from another user’s program too', () => {
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    writeLock(reused());
    lockDataDir(folder);
    expect(holderOf().pid).toBe(process.pid);
  });
});

test('the lock of another user’s running register holds', async () => {
  const holder = startHolder();
  await holder.firstLine;
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
  });
  expect(() => lockDataDir(folder)).toThrow(`process ${holder.pid} `);
});

test('the lock of another host always holds, since nobody here can tell', () => {
  writeLock({ pid: 2 ** 22 + 1, host: 'elsewhere', startedAt: '1' });
  expect(() => lockDataDir(folder)).toThrow('on elsewhere');
});

test('a lock cut off by a crash is taken over', () => {
  writeLock('{"pid": 1');
  lockDataDir(folder);
  expect(holderOf().pid).toBe(process.pid);
});
