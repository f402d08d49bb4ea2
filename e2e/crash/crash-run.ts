import { setTimeout as sleep } from 'node:timers/promises';
import { consentBody, changed } from '../../harness/callers/access-record-body';
import { createHousehold } from '../../harness/callers/household';
import { registerAccess, revoke } from '../../harness/callers/registered-access';
import { createHook, listDeliveries, type Hook } from '../api/support/webhooks';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import type { RunningRegister } from '../../harness/start-register';
import { startWebhookReceiver, type Received } from '../../harness/webhook-receiver';
import { isCutOff } from './is-cut-off';
import { seededRandom } from './seeded-random';
import { makeUnreliable } from './unreliable-endpoint';

const DAY_MS = 86_400_000;
const WORKERS = 8;
const MAX_PAUSE_MS = 400;
/** Each look is a list of up to 500: more often would keep the register from its deliveries. */
const LOOK_MS = 300;
/** A lease, then the ladder of docs/api/webhooks.md#retries, each a little longer than it is. */
const STEPS_MS = [35, 61, 301, 1801, 7201, 86_401].map((seconds) => seconds * 1000);

export interface CrashOptions {
  /** Withdrawals; half as many announcements of an end come before them. */
  withdrawals: number;
  kills: number;
  seed: number;
  say?: (line: string) => void;
}

/** What happened, for `crashProblems` to judge. */
export interface CrashRun {
  hook: Hook;
  /** `revoked-at` by access key, as the register answered. */
  revoked: Map<string, string>;
  /** `expiry` by access key, of the consents that end within the window. */
  ending: Map<string, string>;
  /** Every request that came, in order, and those of them that were answered with success. */
  received: Received[];
  taken: Received[];
  kills: number;
  /** How many deliveries the register lists, by status. */
  listed: Record<string, number>;
}

interface Scene {
  register: RunningRegister;
  killed: number;
  account: ApiAccount;
  random: () => number;
  say: (line: string) => void;
}

/** Calls until the register is there to answer. */
async function insist<Answer extends { status: number }>(
  call: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    try {
      const answer = await call();
      if (answer.status < 500) return answer;
    } catch (error) {
      if (!isCutOff(error)) throw error;
    }
    await sleep(50);
  }
}

async function registerConsents({ register, account }: Scene, count: number) {
  let household = await createHousehold(account);
  const ending = new Map<string, string>();
  const keys: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // An account has at most a hundred ACTIVE records at one meter point.
    if (index % 90 === 89) household = await createHousehold(account);
    const isEnding = index % 2 === 0;
    const expiry = new Date(register.clock.now().getTime() + (10 + index / 1000) * DAY_MS);
    const text = expiry.toISOString();
    const body = consentBody(household.ir);
    const key = await registerAccess(
      account,
      isEnding ? changed(body, ['access-event.expiry', text]) : body,
    );
    keys.push(key);
    if (isEnding) ending.set(key, text);
  }
  return { keys, ending };
}

/** Revokes every record, several at once, while the register is killed and started again. */
async function revokeAll(
  scene: Scene,
  keys: string[],
  kills: number,
): Promise<Map<string, string>> {
  const { account, random } = scene;
  const revoked = new Map<string, string>();
  const waiting = [...keys];
  const work = async () => {
    for (let ak = waiting.shift(); ak; ak = waiting.shift()) {
      const key = ak;
      const answer = await insist(() => revoke(account, key, '?reason=customer-request'));
      if (answer.status !== 200) throw new Error(`not revoked: ${answer.status} ${answer.text}`);
      revoked.set(key, answer.body['revoked-at']);
      await sleep(random() * 40);
    }
  };
  const crash = async () => {
    for (let done = 0; done < kills && waiting.length > 0; done += 1) {
      await sleep(random() * MAX_PAUSE_MS);
      await killAndStart(scene);
    }
  };
  await Promise.all([crash(), ...Array.from({ length: WORKERS }, work)]);
  return revoked;
}

async function killAndStart(scene: Scene): Promise<void> {
  await scene.register.kill();
  scene.killed += 1;
  scene.say('killed');
  await scene.register.restart();
}

async function countListed(hook: Hook, status: string): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const query: string = `?status=${status}&limit=500${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await listDeliveries(hook, query);
    count += body.deliveries.length;
    cursor = body['next-cursor'];
  } while (cursor);
  return count;
}

/** Waits until nothing is due at the register's own time; answers whether anything waits at all. */
async function untilNothingIsDue({ register }: Scene, hook: Hook): Promise<boolean> {
  for (;;) {
    const { body } = await insist(() => listDeliveries(hook, '?status=pending&limit=500'));
    const due = body.deliveries.filter(
      (delivery) => new Date(delivery['next-attempt-at'] ?? 0) <= register.clock.now(),
    );
    if (due.length === 0) return body.deliveries.length > 0;
    await sleep(LOOK_MS);
  }
}

/** Lets time pass, one step of the ladder after the other, with a kill at each while any are left. */
async function passTime(scene: Scene, hook: Hook, kills: number): Promise<void> {
  const { register, account, random, say } = scene;
  for (const [index, step] of STEPS_MS.entries()) {
    await register.clock.advance(step);
    account.forgetToken();
    say(`${step / 1000} s later`);
    if (index < kills) {
      await sleep(random() * MAX_PAUSE_MS);
      await killAndStart(scene);
      // What was in hand is leased until then.
      await register.clock.advance(STEPS_MS[0] ?? 0);
    }
    if (!(await untilNothingIsDue(scene, hook))) return;
  }
}

/**
 * Ends consents at a register that is killed again and again (SIGKILL, at random moments) while their
 * events go to an endpoint that refuses a third of them; then lets the ladder of retries run out.
 */
export async function runCrash(
  register: RunningRegister,
  client: RegisterClient,
  { withdrawals, kills, seed, say = () => undefined }: CrashOptions,
): Promise<CrashRun> {
  const random = seededRandom(seed);
  const receiver = await startWebhookReceiver();
  try {
    const account = await client.createAccount();
    const scene: Scene = { register, killed: 0, account, random, say };
    const endpoint = receiver.endpoint();
    const { taken } = makeUnreliable(endpoint, random);
    const { keys, ending } = await registerConsents(scene, withdrawals);
    say(`${keys.length} consents registered`);
    const hook = await createHook(account, endpoint.url);
    await endpoint.waitFor(1);
    const whileRevoking = Math.ceil(kills / 2);
    const revoked = await revokeAll(scene, keys, whileRevoking);
    say(`${revoked.size} consents withdrawn`);
    await passTime(scene, hook, kills - whileRevoking);
    const listed: Record<string, number> = {};
    for (const status of ['pending', 'delivered', 'undelivered']) {
      listed[status] = await countListed(hook, status);
    }
    const { received } = endpoint;
    return { hook, revoked, ending, received, taken, kills: scene.killed, listed };
  } finally {
    await receiver.close();
  }
}
