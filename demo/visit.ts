import type { Access } from './portal-api';

/** What the charity was shown for one customer who confirmed, and what it ended for them. */
export type Visit = {
  accesses: Access[];
  /** Keys that this visit withdrew, in this order. */
  readonly withdrawn: string[];
};

/** An access stands at its number in addresses: its key is its organisation's secret. */
export function findAccess(visit: Visit, number: string): Access | null {
  return /^[1-9]\d{0,3}$/.test(number) ? (visit.accesses[Number(number) - 1] ?? null) : null;
}

/** Only consents can be withdrawn, and only while they run (docs/ceremonies.md#withdrawing). */
export function isWithdrawable({ state, 'legal-basis': basis }: Access): boolean {
  return state === 'ACTIVE' && (basis === 'uk-consent' || basis === 'uk-explicit-consent');
}

/** Notes an end in the list that was shown: the token lists no second time. */
export function noteWithdrawal(visit: Visit, accessKey: string, revokedAt: string): void {
  visit.accesses = visit.accesses.map((access) =>
    access.ak === accessKey ? { ...access, state: 'REVOKED', 'revoked-at': revokedAt } : access,
  );
  visit.withdrawn.push(accessKey);
}
