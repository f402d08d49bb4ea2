import { expect, test } from 'vitest';
import { db, requireDatabase } from './database';
import { statementNames } from './statement-names';
import { plantAccount } from './testing/plant-record';
import { testDatabases, withTestDatabase } from './testing/with-test-database';

test('a statement keeps its name, and no two have the same', () => {
  const nameOf = statementNames();
  const texts = ['SELECT 1', 'SELECT 2', 'SELECT 1'];
  const [first, second, again] = texts.map((sql) => nameOf({ sql }));
  expect(first).not.toBe('');
  expect(again).toBe(first);
  expect(second).not.toBe(first);
});

test.each(['SELECT a FROM b ORDER BY a', 'SELECT COUNT(*) FROM b', 'select a from b group by 1'])(
  'what is best planned by its values has none: %s',
  (sql) => expect(statementNames()({ sql })).toBe(''),
);

test('however many statements there are, names are few', () => {
  const nameOf = statementNames();
  const names = Array.from({ length: 5000 }, (_, index) => nameOf({ sql: `SELECT ${index}` }));
  expect(new Set(names).size).toBeLessThan(500);
});

if (testDatabases.includes('PostgreSQL')) {
  withTestDatabase('PostgreSQL');

  test('PostgreSQL keeps a look-up by key prepared, and what it reads stays new', async () => {
    const { id } = await plantAccount(db());
    const read = () => db().account.findUnique({ where: { id } });
    await Promise.all(Array.from({ length: 20 }, read));
    const prepared = await requireDatabase().pool?.query<{ text: string }>(
      'SELECT statement AS text FROM pg_prepared_statements',
    );
    expect(prepared?.rows.map(({ text }) => text).join()).toContain('"accounts"');
    await db().account.update({ where: { id }, data: { status: 'suspended' } });
    expect(await read()).toMatchObject({ status: 'suspended' });
  });
}
