import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent } from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';
import type { RunningRegister } from '../../harness/start-register';
import { runSql, type Settings } from '../cli/run-sql';
import { isCutOff } from './is-cut-off';
import { seededRandom } from './seeded-random';

const CALLERS = 8;
const BATCH = 20;
/** Days that are asked for; one question in so many is a repeat of another. */
const DAYS = 400;
/** Decisions that are answered between two kills, at least; the second comes in the midst of others. */
const LEAST_BETWEEN = 200;
const MAX_PAUSE_MS = 200;

export interface DecisionCrashOptions {
  kills: number;
  seed: number;
  say?: (line: string) => void;
}

/** What the Data Provider was answered. */
export interface DecisionCrashRun {
  /** How often each decision was answered, and with which reason. */
  answered: Map<string, { count: number; reason: string }>;
  /** Requests that a kill cut off, or that nobody was there to answer. */
  cutOff: number;
  kills: number;
}

interface Scene extends DecisionCrashRun {
  register: RunningRegister;
  provider: ApiAccount;
  duid: string;
  mpxn: string;
  ak: string;
  random: () => number;
  isOver: boolean;
}

interface Evaluation {
  decision: boolean;
  context: { 'decision-id': string; reason: { code: string } };
}

function questionOf({ duid, mpxn, ak, random }: Scene) {
  const day = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * DAYS) * 86_400_000);
  const text = day.toISOString().slice(0, 10);
  const type = random() < 0.7 ? 'HH-CONSUMPTION' : 'HH-EXPORT';
  return {
    subject: { type: 'data-user', id: duid },
    action: { name: 'release' },
    resource: {
      type: 'meter-point',
      id: mpxn,
      properties: { 'data-types': [type], from: text, to: text },
    },
    context: { 'access-key': ak },
  };
}

/** One request, of one question or several; answers what it was told, which is nothing where it was cut off. */
async function ask(scene: Scene): Promise<Evaluation[]> {
  const { register, provider, random } = scene;
  const isBatch = random() < 0.5;
  const body = isBatch
    ? { evaluations: Array.from({ length: BATCH }, () => questionOf(scene)) }
    : questionOf(scene);
  const path = isBatch ? 'evaluations' : 'evaluation';
  const { status, text } = await httpRequest(`${register.listenUrl}/access/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await provider.token()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (status === 500 || status === 503) return [];
  if (status !== 200) throw new Error(`${path} answered ${status} ${text}`);
  const answer = JSON.parse(text) as Evaluation & { evaluations?: Evaluation[] };
  return answer.evaluations ?? [answer];
}

async function askOn(scene: Scene): Promise<void> {
  while (!scene.isOver) {
    try {
      for (const { context } of await ask(scene)) {
        const { 'decision-id': id, reason } = context;
        const count = (scene.answered.get(id)?.count ?? 0) + 1;
        scene.answered.set(id, { count, reason: reason.code });
      }
    } catch (error) {
      if (!isCutOff(error)) throw error;
      scene.cutOff += 1;
      await sleep(20);
    }
  }
}

/** How many decisions were answered, repeats included. */
export function answeredIn({ answered }: DecisionCrashRun): number {
  return [...answered.values()].reduce((all, { count }) => all + count, 0);
}

/** Kills the register, at random moments, while a Data Provider asks by one and by many. */
export async function runDecisionCrash(
  register: RunningRegister,
  client: RegisterClient,
  { kills, seed, say = () => undefined }: DecisionCrashOptions,
): Promise<DecisionCrashRun> {
  const owner = await client.createAccount();
  const household = await createHousehold(owner);
  const scene: Scene = {
    register,
    provider: await client.createAccount({ role: 'data_provider' }),
    duid: owner.duid ?? '',
    mpxn: household.mpxn,
    ak: await registerConsent(household),
    answered: new Map(),
    cutOff: 0,
    kills: 0,
    random: seededRandom(seed),
    isOver: false,
  };
  await scene.provider.token();
  const crash = async () => {
    try {
      while (scene.kills < kills) {
        const enough = answeredIn(scene) + LEAST_BETWEEN;
        while (answeredIn(scene) < enough) await sleep(10);
        await sleep(scene.random() * MAX_PAUSE_MS);
        await register.kill();
        scene.kills += 1;
        await register.restart();
        say(`killed ${scene.kills} times, ${answeredIn(scene)} decisions answered`);
      }
    } finally {
      scene.isOver = true;
    }
  };
  await Promise.all([crash(), ...Array.from({ length: CALLERS }, () => askOn(scene))]);
  return scene;
}

const KEPT = 'SELECT id, reason::text AS reason, count::int AS count FROM release_decisions';

/** Each answered decision that is not kept as often as it was answered, in words; the register must not be running. */
export async function decisionCrashProblems(
  { answered }: DecisionCrashRun,
  settings: Settings,
): Promise<string[]> {
  const rows = (await runSql(settings, KEPT)) as { id: string; reason: string; count: number }[];
  const kept = new Map(rows.map((row) => [row.id, row]));
  return [...answered].flatMap(([id, { count, reason }]) => {
    const row = kept.get(id);
    const isKept = row?.reason === reason && row.count >= count;
    const found = row ? `${row.count} times as ${row.reason}` : 'not';
    return isKept ? [] : [`${id} was answered ${count} times as ${reason} and is kept ${found}`];
  });
}

/** The figures of a run, in one line. */
export function decisionCrashSummary(run: DecisionCrashRun): string {
  return `${run.kills} kills, ${answeredIn(run)} decisions answered, ${run.cutOff} requests cut off`;
}
