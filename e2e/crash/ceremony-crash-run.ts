import { setTimeout as sleep } from 'node:timers/promises';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { startOwn } from '../../harness/callers/reidentification';
import { runSql, type Settings } from '../cli/run-sql';
import type { RegisterClient } from '../../harness/api-client';
import type { RunningRegister } from '../../harness/start-register';
import { isCutOff } from './is-cut-off';
import { seededRandom } from './seeded-random';

const CUSTOMERS = 8;
/** Between two kills some are confirmed; the second comes in the midst of others. */
const MOST_BETWEEN = 12;
const MAX_PAUSE_MS = 100;
/** One ceremony in so many is declined, and no more: a third would pause the account at the record. */
const DECLINED = 5;
const MOST_DECLINED = 2;

export interface CeremonyCrashOptions {
  kills: number;
  seed: number;
  say?: (line: string) => void;
}

/** What the customers were told. */
export interface CeremonyCrashRun {
  /** Token-refs whose page answered that all is done, by what was done. */
  confirmed: Set<string>;
  declined: Set<string>;
  /** Calls that a kill cut off, or that nobody was there to answer. */
  cutOff: number;
  kills: number;
}

interface Scene extends CeremonyCrashRun {
  random: () => number;
  isOver: boolean;
}

/** Goes through one ceremony after the other, whatever becomes of each. */
async function actAs(customer: EnrolledHousehold, scene: Scene): Promise<void> {
  let declined = 0;
  while (!scene.isOver) {
    try {
      const { page, tokenRef } = await startOwn(customer, { method: 'passkey-assert' });
      if (declined < MOST_DECLINED && scene.random() < 1 / DECLINED) {
        declined += 1;
        await customer.browser.open(page);
        const { status } = await customer.browser.press('/passkey/decline', fieldsOf(page));
        if (status === 303) scene.declined.add(tokenRef);
      } else {
        const { body } = await usePasskey(customer.browser, customer.device, page);
        if (body.result === 'done') scene.confirmed.add(tokenRef);
      }
    } catch (error) {
      // A register that starts answers 503, or nothing yet.
      if (!isCutOff(error) && !/: 50[03] /.test(String(error))) throw error;
      scene.cutOff += 1;
      await sleep(20);
    }
  }
}

/** Kills the register, at random moments, while customers prove who they are or decline. */
export async function runCeremonyCrash(
  register: RunningRegister,
  client: RegisterClient,
  { kills, seed, say = () => undefined }: CeremonyCrashOptions,
): Promise<CeremonyCrashRun> {
  const customers: EnrolledHousehold[] = [];
  for (let index = 0; index < CUSTOMERS; index += 1) {
    // One each: three declines pause an account at a record.
    const account = await client.createAccount();
    customers.push(await enrolHousehold(account, register.origin));
  }
  const scene: Scene = {
    confirmed: new Set(),
    declined: new Set(),
    cutOff: 0,
    kills: 0,
    random: seededRandom(seed),
    isOver: false,
  };
  const crash = async () => {
    try {
      while (scene.kills < kills) {
        const enough = scene.confirmed.size + 4 + scene.random() * MOST_BETWEEN;
        while (scene.confirmed.size < enough) await sleep(10);
        await sleep(scene.random() * MAX_PAUSE_MS);
        await register.kill();
        scene.kills += 1;
        await register.restart();
        say(`killed ${scene.kills} times, ${scene.confirmed.size} confirmed`);
      }
    } finally {
      scene.isOver = true;
    }
  };
  await Promise.all([crash(), ...customers.map((customer) => actAs(customer, scene))]);
  return scene;
}

const NOT_ONE_EVENT = `
  SELECT one.token_ref, one.outcome::text AS outcome, count(event.event_id)::int AS events
    FROM reidentifications AS one LEFT JOIN audit_events AS event
      ON event.token_ref = one.token_ref
     AND event.event_type IN ('reidentification.confirmed', 'reidentification.declined')
   GROUP BY one.token_ref, one.outcome
  HAVING count(event.event_id) <> CASE WHEN one.outcome IS NULL THEN 0 ELSE 1 END
      OR bool_or(event.event_type <> 'reidentification.' || one.outcome::text)`;

const OUTCOMES = 'SELECT token_ref, outcome::text AS outcome FROM reidentifications';

/** What is wrong after a run, in words, by the database of the register, which must not be running. */
export async function ceremonyCrashProblems(
  { confirmed, declined }: CeremonyCrashRun,
  settings: Settings,
): Promise<string[]> {
  type Row = { token_ref: string; outcome: string | null; events: number };
  const odd = (await runSql(settings, NOT_ONE_EVENT)) as Row[];
  const rows = (await runSql(settings, OUTCOMES)) as Row[];
  const outcomes = new Map(rows.map(({ token_ref: ref, outcome }) => [ref, outcome]));
  const lost = (answered: Set<string>, outcome: string) =>
    [...answered]
      .filter((ref) => outcomes.get(ref) !== outcome)
      .map((ref) => `${ref} was told to be ${outcome} and is ${outcomes.get(ref) ?? 'not'}`);
  return [
    ...odd.map(({ token_ref: ref, outcome, events }) => `${ref}: ${outcome}, ${events} events`),
    ...lost(confirmed, 'confirmed'),
    ...lost(declined, 'declined'),
  ];
}

/** The figures of a run, in one line. */
export function ceremonyCrashSummary(run: CeremonyCrashRun): string {
  const { confirmed, declined, cutOff, kills } = run;
  return `${kills} kills, ${confirmed.size} confirmed, ${declined.size} declined, ${cutOff} calls cut off`;
}
