import { DAY_S } from '@/lib/platform/clock';
import type { IdentityRecord } from '@/lib/db/generated/client';

/** Seconds for which a passkey enrolled in place of a lost one counts as unproven. */
export const LOST_PASSKEY_WAIT_S = DAY_S;

/** Whether a passkey made on the word of an e-mail must wait although the record has no proven one. */
export function isMailWaiting(record: Pick<IdentityRecord, 'mailWaitUntil'>, at: Date): boolean {
  return (record.mailWaitUntil ?? at) > at;
}
