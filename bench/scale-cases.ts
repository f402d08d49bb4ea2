import { randomInt } from 'node:crypto';
import type { AdminCredentials } from '../harness/account-fields';
import { ApiAccount, type RegisterClient } from '../harness/api-client';
import { assertionShots, eachOnce, jsonHeaders, newRecord } from './cases';
import { accessKeyOf, duidOf, mpxnOf, ownerOf, PROVIDER_ID, type Size } from './fill-ids';
import type { Shot } from './fire';

/** A running register of one size. */
export interface ScaleGround {
  size: Size;
  origin: string;
  client: RegisterClient;
  databaseUrl: string;
  /** The first of the filled accounts. */
  filled: AdminCredentials;
}

export interface ScaleCase {
  name: string;
  expect: number;
  /** How many requests a round makes: as many on each size. */
  amount: number;
  prepare: (ground: ScaleGround, amount: number) => Promise<() => Shot>;
}

async function bearerOf({ origin, filled }: ScaleGround) {
  const token = await new ApiAccount(origin, filled.id, filled.secret, null).token();
  return { authorization: `Bearer ${token}` };
}

/** Any meter point at which the first account has a record. */
function ownMeterPoint(size: Size): string {
  for (;;) {
    const n = randomInt(size.meterPoints);
    if (ownerOf(size, n) === 0) return mpxnOf(n);
  }
}

/** About the access that the `meterPoint`-th household gave first. */
export function filledQuestion(size: Size, meterPoint: number): object {
  const record = Math.floor((meterPoint / size.meterPoints) * size.records);
  return {
    subject: { type: 'data-user', id: duidOf(size, ownerOf(size, meterPoint)) },
    action: { name: 'release' },
    resource: {
      ...{ type: 'meter-point', id: mpxnOf(meterPoint) },
      properties: { 'data-types': ['HH-CONSUMPTION'], from: '2026-02-01', to: '2026-02-28' },
    },
    context: { 'access-key': accessKeyOf(size, record) },
  };
}

export const scaleCases: ScaleCase[] = [
  {
    name: 'verify an access key',
    expect: 200,
    amount: 4000,
    prepare: ({ size }) =>
      Promise.resolve(() => ({
        method: 'GET',
        path: `/v1/access-records/${accessKeyOf(size, randomInt(size.records))}`,
      })),
  },
  {
    name: 'decide a release',
    expect: 200,
    amount: 4000,
    prepare: async ({ size, origin, filled }) => {
      const provider = new ApiAccount(origin, PROVIDER_ID, filled.secret, null);
      const headers = jsonHeaders({ authorization: `Bearer ${await provider.token()}` });
      return () => ({
        method: 'POST',
        path: '/access/v1/evaluation',
        headers,
        body: JSON.stringify(filledQuestion(size, randomInt(size.meterPoints))),
      });
    },
  },
  {
    name: 'exists',
    expect: 200,
    amount: 1000,
    prepare: async (ground) => {
      const headers = await bearerOf(ground);
      return () => {
        const mpxn = mpxnOf(randomInt(ground.size.meterPoints));
        return { method: 'GET', path: `/v1/identity-records/exists?mpxn=${mpxn}`, headers };
      };
    },
  },
  {
    name: 'list a meter point',
    expect: 200,
    amount: 1000,
    prepare: async (ground) => {
      const headers = await bearerOf(ground);
      return () => {
        const path = `/v1/meter-points/${ownMeterPoint(ground.size)}/access-records`;
        return { method: 'GET', path, headers };
      };
    },
  },
  {
    name: 'create an Identity Record',
    expect: 201,
    amount: 600,
    prepare: async (ground) => {
      const headers = jsonHeaders(await bearerOf(ground));
      return () => newRecord(headers);
    },
  },
  {
    name: 'complete an assertion (ES256)',
    expect: 200,
    amount: 120,
    prepare: async ({ client, origin }, amount) => {
      const owner = await client.createAccount();
      return eachOnce(await assertionShots(owner, origin, { households: 30, count: amount }));
    },
  },
];
