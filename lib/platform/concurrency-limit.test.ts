import { expect, test, vi } from 'vitest';
import { UnavailableError } from './errors';
import { runWithinLimit, type ConcurrencyLimit } from './concurrency-limit';
import { processWide } from './process-wide';

const limitOf = (name: string, rules: Partial<ConcurrencyLimit> = {}): ConcurrencyLimit => ({
  name,
  parallel: 1,
  waiting: 2,
  patienceMs: 60_000,
  refusal: (why) => new UnavailableError(why),
  ...rules,
});

/** A task that lasts until it is told to end. */
function heldTask() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const task = vi.fn(() => ended);
  return { task, end };
}

test('a lane runs as many at once as it may, the others in their order', async () => {
  const limit = limitOf('in-order', { parallel: 2 });
  const [first, second] = [heldTask(), heldTask()];
  const order: number[] = [];
  const running = [runWithinLimit(limit, 'a', first.task), runWithinLimit(limit, 'a', second.task)];
  const waiting = [3, 4].map((number) =>
    runWithinLimit(limit, 'a', () => Promise.resolve(order.push(number))),
  );
  await vi.waitFor(() => expect(second.task).toHaveBeenCalled());
  expect(order).toEqual([]);
  first.end();
  await Promise.all(waiting);
  expect(order).toEqual([3, 4]);
  second.end();
  await Promise.all(running);
});

test('one more than may wait is refused at once, and other lanes do not notice', async () => {
  const limit = limitOf('full');
  const held = heldTask();
  const running = runWithinLimit(limit, 'a', held.task);
  const waiting = [1, 2].map((number) => runWithinLimit(limit, 'a', () => Promise.resolve(number)));
  await expect(runWithinLimit(limit, 'a', () => Promise.resolve(3))).rejects.toMatchObject({
    detail: 'full',
  });
  expect(await runWithinLimit(limit, 'b', () => Promise.resolve('elsewhere'))).toBe('elsewhere');
  held.end();
  await running;
  expect(await Promise.all(waiting)).toEqual([1, 2]);
});

test('one whose turn does not come in time is refused, and never runs', async () => {
  const limit = limitOf('late', { patienceMs: 20 });
  const held = heldTask();
  const running = runWithinLimit(limit, 'a', held.task);
  const late = vi.fn(() => Promise.resolve());
  await expect(runWithinLimit(limit, 'a', late)).rejects.toMatchObject({ detail: 'late' });
  held.end();
  await running;
  expect(await runWithinLimit(limit, 'a', () => Promise.resolve('next'))).toBe('next');
  expect(late).not.toHaveBeenCalled();
});

test('a task that fails gives its place to the next one, and its error to its caller', async () => {
  const limit = limitOf('failing');
  const failing = runWithinLimit(limit, 'a', () => Promise.reject(new Error('of the task')));
  const next = runWithinLimit(limit, 'a', () => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('of the task');
  expect(await next).toBe('next');
});

test('a lane in which nothing is in hand is forgotten, so that no number of them fills the memory', async () => {
  const limit = limitOf('forgetful', { patienceMs: 20 });
  const held = heldTask();
  const running = runWithinLimit(limit, 'a', held.task);
  await expect(runWithinLimit(limit, 'a', heldTask().task)).rejects.toThrow();
  held.end();
  await running;
  await runWithinLimit(limit, 'b', () => Promise.resolve());
  expect(processWide('concurrency-limit.forgetful', () => new Map()).size).toBe(0);
});
