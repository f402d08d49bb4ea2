import { describe, expect, test } from 'vitest';
import type { Reidentification } from '@/lib/db/generated/client';
import { methods } from '@/lib/vocabulary/reidentification-methods';
import { statusAt, toMethod, toStatusAnswer, toStoredMethod } from './status';

const start = new Date('2026-01-01T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** Started at `start` for 900 s. */
function row(fields: Partial<Reidentification> = {}): Reidentification {
  return {
    tokenRef: 'mlr_1',
    ir: 'ir_1',
    accountId: 'northwind',
    crossOrganisation: false,
    method: 'magic_link',
    createdAt: start,
    expiresAt: after(900),
    returnUrl: null,
    state: null,
    linkKeyId: 'k',
    outcome: null,
    outcomeAt: null,
    confirmedBy: null,
    assurance: null,
    credentialId: null,
    provedDecline: false,
    declinedReason: null,
    proposal: null,
    proposalDigest: null,
    bindReturn: false,
    returnCodeHash: null,
    returnCodeFailures: 0,
    returnCodeShownAt: null,
    usedAt: null,
    usedForAk: null,
    ...fields,
  };
}

const confirmed = {
  outcome: 'confirmed',
  outcomeAt: after(600),
  confirmedBy: 'passkey_assert',
  assurance: 'proven',
} as const;

describe('without an outcome', () => {
  test.each([
    [0, 'pending'],
    [899.999, 'pending'],
    [900, 'expired'],
    [90_000, 'expired'],
  ])('after %d s of its 900 it reads %s', (seconds, status) => {
    expect(statusAt(row(), after(seconds))).toBe(status);
  });
});

test('once confirmed it stays so, long past its time', () => {
  expect(statusAt(row(confirmed), after(600))).toBe('confirmed');
  expect(statusAt(row(confirmed), after(1_000_000))).toBe('confirmed');
});

test.each(['declined', 'expired'] as const)(
  'an outcome of %s reads expired, even in time',
  (outcome) => {
    expect(statusAt(row({ outcome, outcomeAt: after(10) }), after(11))).toBe('expired');
  },
);

describe('a bound one that the customer confirmed', () => {
  const bound = { ...confirmed, bindReturn: true };

  test.each([
    [600, 'pending'],
    [3599.999, 'pending'],
    [3600, 'expired'],
  ])('reads at %d s from its issue, its code not shown: %s', (seconds, status) => {
    expect(statusAt(row(bound), after(seconds))).toBe(status);
  });

  test('reads confirmed for good once its code was shown', () => {
    const shown = { ...bound, returnCodeShownAt: after(700) };
    expect(statusAt(row(shown), after(1_000_000))).toBe('confirmed');
  });

  test('tells nothing of the confirmation until then', () => {
    expect(toStatusAnswer(row(bound), after(601))).toEqual({
      method: 'magic-link',
      status: 'pending',
      'confirmed-at': null,
      declined: false,
      'declined-reason': null,
      'confirmed-by': null,
      'proposed-access': null,
      'proposal-digest': null,
      assurance: undefined,
    });
  });
});

test('the answer names the method started and the one used', () => {
  expect(toStatusAnswer(row(confirmed), after(601))).toEqual({
    method: 'magic-link',
    status: 'confirmed',
    'confirmed-at': '2026-01-01T12:10:00.000Z',
    declined: false,
    'declined-reason': null,
    'confirmed-by': 'passkey-assert',
    assurance: 'proven',
    'proposed-access': null,
    'proposal-digest': null,
  });
});

test('a declined one says so, and no more', () => {
  const declined = row({ outcome: 'declined', outcomeAt: after(10) });
  expect(toStatusAnswer(declined, after(11))).toMatchObject({
    status: 'expired',
    declined: true,
    'confirmed-at': null,
  });
});

test.each(methods)('%s is stored and read back', (method) => {
  expect(toMethod(toStoredMethod(method))).toBe(method);
});
