import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/platform/ids';
import { enqueue, queue, startQueue, stopQueue } from './queue';
import { testDatabases, withTestDatabase } from './testing/with-test-database';
import { inTransaction } from './transaction';

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeAll(async () => {
    await startQueue();
    await queue().createQueue('send-mail');
  });
  afterAll(() => stopQueue());

  const jobsOf = (mailId: string) => queue().findJobs('send-mail', { data: { mailId } });

  test('a job enqueued in a transaction is there once it commits', async () => {
    const mailId = newId('mail');
    await inTransaction((tx) => enqueue(tx, 'send-mail', { mailId }));
    expect(await jobsOf(mailId)).toMatchObject([{ data: { mailId }, state: 'created' }]);
  });

  test('a job enqueued in a transaction that fails was never there', async () => {
    const mailId = newId('mail');
    const failing = inTransaction(async (tx) => {
      await enqueue(tx, 'send-mail', { mailId });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await jobsOf(mailId)).toEqual([]);
  });

  test('starting it again changes nothing', async () => {
    expect(await startQueue()).toBe(queue());
  });
});

test('a queue that was not started says so', () => {
  expect(() => queue()).toThrow('not started');
});
