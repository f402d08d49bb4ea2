import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { readEnv, SettingsError } from '../../lib/platform/env';
import { countWorkers } from './count-workers.mjs';

const DATABASE_URL = 'postgres://localhost/register';

test('one for each core, where nothing else is said', () => {
  expect(countWorkers({ DATABASE_URL, DATABASE_CONNECTIONS: '6000' })).toBe(availableParallelism());
});

test('as many as WORKERS says', () => {
  expect(countWorkers({ DATABASE_URL, WORKERS: '7' })).toBe(7);
});

test('no more than the connections to the database allow', () => {
  expect(countWorkers({ DATABASE_URL, DATABASE_CONNECTIONS: '6' })).toBe(1);
});

test('one on the embedded database, whatever is said', () => {
  expect(countWorkers({ WORKERS: '7' })).toBe(1);
  expect(countWorkers({ DATABASE_URL: '', WORKERS: '7' })).toBe(1);
});

test.each(['0', '-1', '1.5', 'two', '1e3', ' 2'])(
  'WORKERS=%s makes one, which the register then refuses or reads the same',
  (WORKERS) => {
    expect(countWorkers({ DATABASE_URL, WORKERS })).toBe(1);
  },
);

test('the register never refuses the number that is counted where none is set', () => {
  for (const connections of ['6', '13', '59', '60', '600']) {
    const settings = { APP_ENV: 'test', DATABASE_URL, DATABASE_CONNECTIONS: connections };
    const WORKERS = String(countWorkers(settings));
    expect(readEnv({ ...settings, WORKERS }).WORKERS).toBe(Number(WORKERS));
  }
  const tooFew = { APP_ENV: 'test', DATABASE_URL, DATABASE_CONNECTIONS: '11', WORKERS: '2' };
  expect(() => readEnv(tooFew)).toThrow(SettingsError);
});
