import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { documentOf } from '../../harness/api-document';
import { fuzzApi } from '../fuzz/api-fuzz';

/** The same requests each time, unless told otherwise; `npm run fuzz` sends more. */
const seed = Number(process.env.FUZZ_SEED ?? '20261123');
const requests = Number(process.env.FUZZ_REQUESTS ?? '2000');
const LIMIT_MS = 25_000;

let register: OwnRegister;
beforeAll(async () => {
  register = await startOwnRegister({ name: 'fuzz-api', env: { RATE_LIMIT_SCALE: '100000' } });
});
afterAll(() => register.stop());

// The other database runs the same SQL by the same client: `npm run fuzz -- --database postgres`.
test.runIf(inject('databaseUrl') === null)(
  'whatever is sent, the answer is one that the document has, and soon',
  async () => {
    console.log(`fuzzing the API with seed ${seed} (FUZZ_SEED)`);
    const { listenUrl, client } = register;
    const result = await fuzzApi(listenUrl, client, { requests, seed, limitMs: LIMIT_MS });
    expect(result.problems.join('\n\n')).toBe('');
    for (const classes of result.counts.values()) expect(classes.has('5xx')).toBe(false);
    const { paths } = (await documentOf(listenUrl)).content;
    const operations = Object.values(paths).flatMap((item) => Object.keys(item));
    // A slow machine may not have come to all of them in its time.
    const expected = result.requests < requests ? result.counts.size : operations.length;
    expect(result.counts.size).toBe(expected);
    console.log(`${result.requests} requests, slowest ${Math.round(result.slowestMs)} ms`);
  },
);
