import { beforeEach, expect, test } from 'vitest';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { counter, gaugeAtScrape, scrape } from './registry';

beforeEach(() => setSettings({}));

const shape = (name: string) => ({ name, help: 'A test.', labels: ['kind'] as const });

test('a counter asked for twice, as by two copies of a module, is one', async () => {
  counter(shape('register_test_total')).inc({ kind: 'a' });
  counter(shape('register_test_total')).inc({ kind: 'a' });
  expect((await scrape()).text).toContain('register_test_total{kind="a"} 2\n');
});

test('a gauge is read at each scrape, and forgets what is gone', async () => {
  let rows = [{ labels: { kind: 'a' }, value: 1 }];
  gaugeAtScrape(shape('register_test_rows'), () => Promise.resolve(rows));
  expect((await scrape()).text).toContain('register_test_rows{kind="a"} 1\n');
  rows = [{ labels: { kind: 'b' }, value: 7 }];
  const { text } = await scrape();
  expect(text).toContain('register_test_rows{kind="b"} 7\n');
  expect(text).not.toContain('register_test_rows{kind="a"}');
});

test('a gauge that cannot be read has no values, and the others have theirs', async () => {
  counter(shape('register_other_total')).inc({ kind: 'a' });
  let isDown = false;
  gaugeAtScrape(shape('register_test_down'), () =>
    isDown
      ? Promise.reject(new Error('the database is down'))
      : Promise.resolve([{ labels: { kind: 'a' }, value: 1 }]),
  );
  expect((await scrape()).text).toContain('register_test_down{kind="a"} 1\n');
  isDown = true;
  const { text } = await scrape();
  expect(text).not.toContain('register_test_down{kind="a"}');
  expect(text).toContain('register_other_total{kind="a"} 1\n');
});
