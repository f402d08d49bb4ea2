/**
 * `npm run fill -- --records 10000000 --meter-points 5000000`: fills the PostgreSQL of `DATABASE_URL` as years
 * of use would, by COPY, with rows that the register reads as its own: the key ring is that of the settings.
 */
import { parseArgs } from 'node:util';
import { env } from '@/lib/platform/env';
import { withDatabase } from '../scripts/with-database';
import { fillRegister } from './fill-register';

const USAGE = `npm run fill -- [--records N] [--meter-points N] [--accounts N] [--decisions N]
                [--seed TEXT]

Fills an empty register on PostgreSQL (DATABASE_URL), all or nothing. Needs a database role that may switch
triggers off. Never in production.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    records: { type: 'string', default: '10000000' },
    'meter-points': { type: 'string', default: '5000000' },
    accounts: { type: 'string', default: '200' },
    decisions: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'scale' },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

function readCount(name: 'records' | 'meter-points' | 'accounts' | 'decisions', least = 1): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new Error(`--${name} is a number of at least ${least}`);
}

await withDatabase(async () => {
  const { APP_ENV, DATABASE_URL } = env();
  if (APP_ENV === 'production') throw new Error('Production is filled by its Data Users alone.');
  if (!DATABASE_URL) throw new Error('Set DATABASE_URL: only PostgreSQL is filled.');
  const size = {
    records: readCount('records'),
    meterPoints: readCount('meter-points'),
    accounts: readCount('accounts'),
    decisions: readCount('decisions', 0),
    seed: values.seed,
  };
  const { secret } = await fillRegister(DATABASE_URL, size, (text) => console.log(text));
  console.log(`Every account (scale-00000 and on, scale-provider) has the secret ${secret}`);
  return 0;
});
