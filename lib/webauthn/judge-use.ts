import type { VerifiedAssertion } from './verify-assertion';

/** What is stored of a passkey's uses. */
interface UsedPasskey {
  counter: bigint;
  backupEligible: boolean;
}

export interface JudgedUse {
  /** Why the passkey is refused, or null. */
  problem: 'counter' | 'verification' | null;
  /** What is out of order about the passkey and goes into the audit, refused or not, or null. */
  finding: { of: 'counter' | 'backup-eligibility'; detail: Record<string, boolean> } | null;
  /** What is to be stored of a use that is not refused. */
  state: { lastUsedAt: Date; counter: number; backedUp: boolean };
}

/**
 * Judges the use of a passkey whose assertion was verified. A counter that does not grow, on an
 * authenticator that counts, shows a clone of a device-bound key, which is refused; synced passkeys report
 * 0 or jump, so there it is only recorded. The caller has locked the passkey's row, and stores what is
 * answered.
 */
export function judgeUse(
  stored: UsedPasskey,
  { newCounter, backupEligible, backedUp }: VerifiedAssertion,
  at: Date,
): JudgedUse {
  const before = Number(stored.counter);
  const state = { lastUsedAt: at, counter: Math.max(newCounter, before), backedUp };
  // A passkey is made to be backed up or not, for good (WebAuthn Level 3 §7.2, step 18).
  if (backupEligible !== stored.backupEligible) {
    const finding = { of: 'backup-eligibility', detail: { eligible: backupEligible } } as const;
    return { problem: 'verification', finding, state };
  }
  if (newCounter > before || (newCounter === 0 && before === 0)) {
    return { problem: null, finding: null, state };
  }
  const refused = !stored.backupEligible;
  const finding = { of: 'counter', detail: { refused } } as const;
  return { problem: refused ? 'counter' : null, finding, state };
}
