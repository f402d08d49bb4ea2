import { expect, test } from 'vitest';
import { startScript } from './testing/start-script';

test('what a request logs on its way has its transaction id, and what others log has none', async () => {
  // Two requests at once, in one process: the ids must not cross.
  const script = startScript(`import { setTimeout as sleep } from 'node:timers/promises';
    import { log } from '@/lib/platform/log';
    import { withTransactionId } from '@/lib/platform/transaction-id';
    const lines = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (line) => lines.push(JSON.parse(line));
    const request = (id, ms) => withTransactionId(id, async () => {
      await sleep(ms);
      log().warn('of ' + id);
    });
    await Promise.all([request('tid_1', 20), request('tid_2', 10)]);
    log().warn('of nobody');
    write(JSON.stringify(lines.map((line) => [line.msg, line['transaction-id'] ?? null])) + '\\n');`);
  expect(JSON.parse(await script.firstLine)).toEqual([
    ['of tid_2', 'tid_2'],
    ['of tid_1', 'tid_1'],
    ['of nobody', null],
  ]);
});
