import { expect, test } from 'vitest';
import { boundedConnection, patientConnection, queueConnection } from './connection-options';

const url = 'postgresql://register:secret@db.example:5433/register?sslmode=verify-full';

test.each([
  ['requests', boundedConnection],
  ['the start', patientConnection],
  ['the queue', queueConnection],
])('of %s: what the register relies on stands behind what the URL asks for', (_who, connection) => {
  const asked = `${url}&options=${encodeURIComponent('-c TimeZone=Asia/Tokyo -c work_mem=5MB')}`;
  const { connectionString, options } = connection(`${asked}&client_encoding=latin1`);
  expect(connectionString).toBe(url);
  expect(options?.startsWith('-c TimeZone=Asia/Tokyo -c work_mem=5MB -c ')).toBe(true);
  const settings = options?.split(/ ?-c /) ?? [];
  expect(settings.filter((one) => one.startsWith('TimeZone=')).at(-1)).toBe('TimeZone=UTC');
  expect(settings).toContain('DateStyle=ISO');
  expect(settings).toContain('default_transaction_isolation=read\\ committed');
});
