import { randomInt } from 'node:crypto';
import type { ApiAccount, RegisterClient } from '../harness/api-client';
import { basicAuth } from '../harness/api-client';
import type { Mailbox } from '../harness/mailbox';
import { CustomerBrowser } from '../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../harness/callers/enrolled-household';
import { createHousehold, randomMpxn, type Household } from '../harness/callers/household';
import { linkIn } from '../harness/callers/mailed';
import { answerOptions, fieldsOf } from '../harness/callers/passkey-page';
import { registerConsent } from '../harness/callers/registered-access';
import { startOwn } from '../harness/callers/reidentification';
import type { Shot } from './fire';

/** What the cases need of a running register. */
export interface Ground {
  origin: string;
  client: RegisterClient;
  owner: ApiAccount;
  /** A Data Provider, which asks before it releases. */
  provider: ApiAccount;
  mailbox: Mailbox;
  household: Household;
  /** Another household, and its consents. */
  other: Household;
  aks: string[];
}

export interface Case {
  name: string;
  expect: number;
  /**
   * How many are made first and used up; null for a case that is requested for as long as the benchmark runs.
   */
  prepared: number | null;
  /** Requests at a time, where that is the case's own. */
  connections?: number;
  prepare: (ground: Ground, count: number) => Promise<() => Shot>;
}

/** Access keys that are verified: many, as in life no two requests at once ask for the same. */
const KEYS = 200;

export async function layGround(
  origin: string,
  client: RegisterClient,
  mailbox: Mailbox,
): Promise<Ground> {
  const owner = await client.createAccount();
  const provider = await client.createAccount({ role: 'data_provider' });
  const household = await createHousehold(owner);
  await registerConsent(household);
  const other = await createHousehold(owner);
  const aks = await Promise.all(Array.from({ length: KEYS }, () => registerConsent(other)));
  return { origin, client, owner, provider, mailbox, household, other, aks };
}

export function anyKey({ aks }: Ground): string {
  return aks[randomInt(aks.length)] ?? '';
}

const bearer = async ({ owner }: Ground) => ({ authorization: `Bearer ${await owner.token()}` });
export const jsonHeaders = (headers: Record<string, string>) => ({
  ...headers,
  'content-type': 'application/json',
});

/** Hands out each of them once. */
export function eachOnce(shots: Shot[]): () => Shot {
  let used = 0;
  return () => {
    const shot = shots[used];
    if (!shot) throw new Error(`all ${shots.length} prepared requests are used up`);
    used += 1;
    return shot;
  };
}

/** The creation of an Identity Record at a meter point of its own. */
export function newRecord(headers: Record<string, string>): Shot {
  const body = JSON.stringify({
    'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2024-03-01' },
    'expressed-by': 'data-subject',
    email: null,
  });
  return { method: 'POST', path: '/v1/identity-records', headers, body };
}

/** A post as the browser's own page sends it. */
function fromPage(browser: CustomerBrowser, path: string, type: string, body: string): Shot {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { origin: browser.origin, cookie, 'content-type': type };
  return { method: 'POST', path, headers, body };
}

async function assertionOf(home: EnrolledHousehold, origin: string): Promise<Shot> {
  const browser = new CustomerBrowser(origin);
  const { page } = await startOwn(home, { method: 'passkey-assert' });
  const response = answerOptions(home.device, await browser.open(page));
  const { session, kind } = fieldsOf(page);
  const body = JSON.stringify({ session, kind, response });
  return fromPage(browser, '/passkey/complete', 'application/json', body);
}

async function linkOf(ground: Ground): Promise<Shot> {
  const home = await createHousehold(ground.owner);
  await startOwn(home, { method: 'magic-link' });
  const { pathname } = new URL(linkIn(await ground.mailbox.waitForMail(home.email ?? '')));
  const browser = new CustomerBrowser(ground.origin);
  await browser.open(pathname);
  return fromPage(browser, `${pathname}/confirm`, 'application/x-www-form-urlencoded', 'press=1');
}

/** Assertions of many households, as in life: those of one would wait for each other. */
export async function assertionShots(
  owner: ApiAccount,
  origin: string,
  { households, count }: { households: number; count: number },
): Promise<Shot[]> {
  const homes: EnrolledHousehold[] = [];
  while (homes.length < households) homes.push(await enrolHousehold(owner, origin));
  const shots: Shot[] = [];
  for (let turn = 0; shots.length < count; turn += 1) {
    const home = homes[turn % homes.length];
    if (home) shots.push(await assertionOf(home, origin));
  }
  return shots;
}

export const verifyCase: Case = {
  name: 'verify an access key',
  expect: 200,
  prepared: null,
  prepare: (ground) =>
    Promise.resolve(() => ({ method: 'GET', path: `/v1/access-records/${anyKey(ground)}` })),
};

const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;
const dayOf = (n: number) => new Date(FIRST_DAY + n * DAY_MS).toISOString().slice(0, 10);

/** A question about one access and some days, which a household has two hundred thousand of: mostly a new one. */
function anyQuestion(ground: Ground): object {
  const from = randomInt(600);
  const properties = {
    'data-types': ['HH-CONSUMPTION'],
    from: dayOf(from),
    to: dayOf(from + randomInt(30)),
  };
  return {
    subject: { type: 'data-user', id: ground.owner.duid },
    action: { name: 'release' },
    resource: { type: 'meter-point', id: ground.other.mpxn, properties },
    context: { 'access-key': anyKey(ground) },
  };
}

async function askingHeaders({ provider }: Ground): Promise<Record<string, string>> {
  return jsonHeaders({ authorization: `Bearer ${await provider.token()}` });
}

const askOne = async (ground: Ground) => {
  const headers = await askingHeaders(ground);
  return (): Shot => ({
    method: 'POST',
    path: '/access/v1/evaluation',
    headers,
    body: JSON.stringify(anyQuestion(ground)),
  });
};

export const decisionCase: Case = {
  name: 'decide a release',
  expect: 200,
  prepared: null,
  prepare: askOne,
};

/** So many questions are one request at most. */
const BATCH = 1000;

/** One after the other, so that neither waits for another request. */
export const batchCases: { one: Case; many: Case } = {
  one: {
    name: 'decide a release, one after the other',
    expect: 200,
    prepared: null,
    connections: 1,
    prepare: askOne,
  },
  many: {
    name: 'decide 1,000 releases in one request',
    expect: 200,
    prepared: null,
    connections: 1,
    prepare: async (ground) => {
      const headers = await askingHeaders(ground);
      return () => ({
        method: 'POST',
        path: '/access/v1/evaluations',
        headers,
        body: JSON.stringify({
          evaluations: Array.from({ length: BATCH }, () => anyQuestion(ground)),
        }),
      });
    },
  },
};

export const otherCases: Case[] = [
  {
    name: 'get a token',
    expect: 200,
    prepared: null,
    prepare: ({ owner }) => {
      const headers = { authorization: basicAuth(owner.id, owner.secret) };
      return Promise.resolve(() => ({ method: 'GET', path: '/v1/auth/token', headers }));
    },
  },
  {
    name: 'exists',
    expect: 200,
    prepared: null,
    prepare: async (ground) => {
      const headers = await bearer(ground);
      const path = `/v1/identity-records/exists?mpxn=${ground.household.mpxn}`;
      return () => ({ method: 'GET', path, headers });
    },
  },
  {
    name: 'meter-point list',
    expect: 200,
    prepared: null,
    prepare: async (ground) => {
      const headers = await bearer(ground);
      const path = `/v1/meter-points/${ground.household.mpxn}/access-records`;
      return () => ({ method: 'GET', path, headers });
    },
  },
  {
    name: 'create an Identity Record',
    expect: 201,
    prepared: null,
    prepare: async (ground) => {
      const headers = jsonHeaders(await bearer(ground));
      return () => newRecord(headers);
    },
  },
  {
    name: 'complete an assertion (ES256)',
    expect: 200,
    prepared: 400,
    prepare: async ({ owner, origin }, count) =>
      eachOnce(await assertionShots(owner, origin, { households: 100, count })),
  },
  {
    name: 'confirm a magic link',
    expect: 303,
    prepared: 200,
    prepare: async (ground, count) => {
      const shots: Shot[] = [];
      while (shots.length < count) {
        const some = Array.from({ length: Math.min(10, count - shots.length) }, () =>
          linkOf(ground),
        );
        shots.push(...(await Promise.all(some)));
      }
      return eachOnce(shots);
    },
  },
];
