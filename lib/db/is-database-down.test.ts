import { expect, test } from 'vitest';
import { isDatabaseDown } from './is-database-down';

const coded = (code: string, cause?: unknown) =>
  Object.assign(new Error('a fault', { cause }), { code });

test.each(['P1001', 'P1017', 'P2024', 'ECONNREFUSED', '57P01', '53100', '53300', '57014', '08006'])(
  '%s is a database that is down',
  (code) => {
    expect(isDatabaseDown(coded(code))).toBe(true);
  },
);

test.each(['P2002', 'P2025', 'P2010', '23505', '40001', '42P01', 'ERR_INVALID_ARG_TYPE'])(
  '%s is not',
  (code) => {
    expect(isDatabaseDown(coded(code))).toBe(false);
  },
);

test.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Query read timeout',
])('the driver’s “%s” is', (message) => {
  expect(isDatabaseDown(new Error(message))).toBe(true);
});

test('what an error came of counts, however deep Prisma buries it', () => {
  expect(isDatabaseDown(coded('X', coded('Y', coded('ECONNRESET'))))).toBe(true);
  const buried = { driverAdapterError: { cause: { kind: 'postgres', originalCode: '53100' } } };
  expect(isDatabaseDown(Object.assign(coded('P2039'), { meta: buried }))).toBe(true);
  const closed = { name: 'DriverAdapterError', cause: { kind: 'ConnectionClosed' } };
  expect(isDatabaseDown(closed)).toBe(true);
  const circle = coded('X');
  circle.cause = circle;
  expect(isDatabaseDown(circle)).toBe(false);
});

test('what is no error is none', () => {
  for (const nothing of [null, undefined, 'P1001', 53100]) {
    expect(isDatabaseDown(nothing)).toBe(false);
  }
});
