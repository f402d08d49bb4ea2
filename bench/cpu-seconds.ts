import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpRequest } from '../harness/http-request';

export const METRICS_TOKEN = randomBytes(24).toString('hex');

/** CPU time that a register's processes have used so far, by their own metrics. */
export async function cpuSeconds(origin: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const { text } = await httpRequest(`${origin}/metrics`, { headers });
  const values = [...text.matchAll(/^process_cpu_seconds_total(?:\{.*\})? ([\d.e+-]+)$/gm)];
  if (values.length === 0) throw new Error('the register tells no CPU time');
  return values.reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}

/** Waits until nothing of what was asked before is still being worked on, half a minute at most. */
export async function untilIdle(origin: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  let last = await cpuSeconds(origin);
  while (Date.now() < deadline) {
    await sleep(500);
    const now = await cpuSeconds(origin);
    if (now - last < 0.1) return;
    last = now;
  }
}
