import { createHmac } from 'node:crypto';
import type { Received } from '../../harness/webhook-receiver';
import type { CrashRun } from './crash-run';

const idOf = ({ event }: Received) => event['event-id'];
const keyOf = ({ event }: Received) => String(event.payload.ak);

function hmac(key: string | Buffer, text: string, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', key).update(text).digest(encoding);
}

/** Both signatures of a delivery (docs/api/webhooks.md#signatures), reckoned by hand. */
function isSigned({ headers, raw }: Received, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at } = headers;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${String(id)}.${String(at)}.${raw}`;
  return (
    headers['x-dar-signature'] === `sha256=${hmac(secret, raw, 'hex')}` &&
    headers['webhook-signature'] === `v1,${hmac(key, signed, 'base64')}`
  );
}

function grouped<Item>(items: readonly Item[], by: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
}

const ofType = (received: readonly Received[], type: string) =>
  received.filter(({ event }) => event['event-type'] === type);

/** Every withdrawal arrived, as one event, and tells what the register answered. */
function lostOrInvented({ revoked, ending, taken, received }: CrashRun): string[] {
  const withdrawals = grouped(ofType(taken, 'consent.withdrawal'), keyOf);
  const problems: string[] = [];
  for (const [ak, revokedAt] of revoked) {
    const events = withdrawals.get(ak) ?? [];
    if (events.length === 0) problems.push(`the withdrawal of ${ak} never arrived`);
    if (events.some(({ event }) => event.payload['revoked-at'] !== revokedAt)) {
      problems.push(`the withdrawal of ${ak} tells another time`);
    }
  }
  for (const type of ['consent.withdrawal', 'consent.expiring']) {
    for (const [ak, events] of grouped(ofType(received, type), keyOf)) {
      const ids = new Set(events.map(idOf));
      if (ids.size !== 1) problems.push(`${ak} has ${ids.size} events ${type}`);
      const isExpected = type === 'consent.withdrawal' ? revoked.has(ak) : ending.has(ak);
      if (!isExpected) problems.push(`${type} of ${ak} was invented`);
    }
  }
  return problems;
}

/** What was announced is first sent before what came of it. */
function outOfOrder({ received }: CrashRun): string[] {
  return [...grouped(received, keyOf)].flatMap(([ak, events]) => {
    const types = events.map(({ event }) => event['event-type']);
    const isWrong = types.includes('consent.expiring') && types.indexOf('consent.withdrawal') === 0;
    return isWrong ? [`the withdrawal of ${ak} was sent before the announcement of its end`] : [];
  });
}

function badlySent({ received, hook }: CrashRun): string[] {
  return [...grouped(received, idOf)].flatMap(([id, tries]) => [
    ...(new Set(tries.map(({ raw }) => raw)).size === 1 ? [] : [`${id} was sent in two wordings`]),
    ...(tries.every((one) => isSigned(one, hook.secret)) ? [] : [`${id} is not rightly signed`]),
  ]);
}

function notSettled({ listed, received }: CrashRun): string[] {
  const events = new Set(received.map(idOf)).size;
  const { pending = 0, delivered = 0, undelivered = 0 } = listed;
  const isSettled = pending === 0 && undelivered === 0 && delivered === events;
  return isSettled ? [] : [`${events} events came; listed are ${JSON.stringify(listed)}`];
}

/** What is wrong with a run, in words; nothing, when no event was lost, doubled or invented. */
export function crashProblems(run: CrashRun): string[] {
  return [...lostOrInvented(run), ...outOfOrder(run), ...badlySent(run), ...notSettled(run)];
}

/** The figures of a run, in one line. */
export function crashSummary({ revoked, received, taken, kills }: CrashRun): string {
  const events = new Set(received.map(idOf)).size;
  const announced = new Set(ofType(received, 'consent.expiring').map(idOf)).size;
  return [
    `${events} events (${revoked.size} withdrawals, ${announced} announcements)`,
    `${kills} kills`,
    `${received.length} tries, ${received.length - taken.length} refused`,
    `${taken.length - new Set(taken.map(idOf)).size} came twice`,
  ].join(', ');
}
