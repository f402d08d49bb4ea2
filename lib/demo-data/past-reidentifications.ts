import { createHash } from 'node:crypto';
import type { Prisma } from '@/lib/db/generated/client';
import { parseDate } from '@/lib/platform/calendar';
import { HOUR_S, secondsFrom } from '@/lib/platform/clock';
import type { DemoRecords } from './load-households';

/** Names no key of any ring: no link of the past works. */
export const PAST_KEY = 'none';

const LIFETIME_S = 900;

/** A number for a text, always the same. */
function chanceOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}

/** Of a hundred customers eighty confirm, eight decline, and the others let it expire. */
function endOf(chance: number, at: Date) {
  const share = chance % 100;
  if (share >= 88) return { outcome: null };
  const outcomeAt = secondsFrom(at, 20 + (chance % 300));
  if (share >= 80) {
    return {
      outcome: 'declined' as const,
      outcomeAt,
      declinedReason: 'refused',
      provedDecline: true,
    };
  }
  return { outcome: 'confirmed' as const, outcomeAt, assurance: 'proven', usedAt: outcomeAt };
}

const METHODS = ['magic_link', 'passkey_assert', 'passkey_assert', 'passkey_register'] as const;

function reidentification(
  account: string,
  ir: string,
  { day, place }: { day: string; place: number },
): Prisma.ReidentificationCreateManyInput {
  const name = `${account} ${ir} ${day} ${place}`;
  const chance = chanceOf(name);
  const createdAt = secondsFrom(parseDate(day), 7 * HOUR_S + (chance % (12 * HOUR_S)));
  const method = METHODS[chance % METHODS.length] ?? 'magic_link';
  const end = endOf(Math.floor(chance / METHODS.length), createdAt);
  return {
    tokenRef: `mlr_${createHash('sha256').update(name).digest('hex').slice(0, 24)}`,
    ...{ ir, accountId: account, crossOrganisation: false, method, linkKeyId: PAST_KEY },
    ...{ createdAt, expiresAt: secondsFrom(createdAt, LIFETIME_S) },
    ...end,
    ...(end.outcome === 'confirmed' ? { confirmedBy: method } : {}),
  };
}

/** What the demo's Data Users asked on each of `days`, less on a weekend. */
export function pastReidentifications(
  records: DemoRecords,
  days: readonly string[],
): Prisma.ReidentificationCreateManyInput[] {
  return [...records].flatMap(([key, ir]) => {
    const account = key.slice(key.lastIndexOf(' ') + 1);
    return days.flatMap((day) => {
      const isWeekend = parseDate(day).getUTCDay() % 6 === 0;
      const amount = chanceOf(`${account} ${ir} ${day}`) % (isWeekend ? 2 : 4);
      return Array.from({ length: amount }, (_, place) =>
        reidentification(account, ir, { day, place }),
      );
    });
  });
}
