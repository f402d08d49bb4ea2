import { recordAudit } from '@/lib/audit/record-audit';
import type { PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { tryConsumeLimits } from '@/lib/limits/consume-limits';
import { passkeyMailUse } from '@/lib/mail/mail-limits';
import { enrolmentReach } from '@/lib/identity-records/holders/enrolment-reach';
import { lockRecordsOfHolder } from '@/lib/identity-records/holders/lock-records';
import { noteMailRemoval } from '@/lib/identity-records/holders/note-mail-removal';
import { takeOffRecords } from '@/lib/identity-records/holders/take-off-records';
import { notifyRecords } from '@/lib/identity-records/holders/notify-records';
import { isProven } from '@/lib/identity-records/holders/usable-credentials';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/locale';
import { hasRecentSignIn } from './find-session';
import { findSessionPasskeys, wordOfSession } from './passkeys-of-session';

const MAX_NAME = 60;

/** A name without control characters, trimmed; null when nothing is left. */
function cleanName(name: string): string | null {
  const clean = name
    .normalize('NFKC')
    .replace(/\p{C}+/gu, '')
    .trim();
  return clean === '' ? null : Array.from(clean).slice(0, MAX_NAME).join('');
}

/**
 * Names a passkey of the session's person, for their own list.
 *
 * @param id its name on the chosen record
 * @param name null where none was sent: nothing is changed then, whereas an empty one takes the name away
 * @returns false when there is no such passkey, or no name was sent
 */
export async function namePasskey(
  session: PortalSession,
  id: string,
  name: string | null,
): Promise<boolean> {
  if (name === null) return false;
  return inTransaction(async (tx) => {
    const found = await findSessionPasskeys(tx, session);
    const placed = found?.placed.find(({ alias }) => alias === id);
    if (!placed) return false;
    const { credentialId } = placed;
    await tx.credential.update({ where: { id: credentialId }, data: { name: cleanName(name) } });
    await recordAudit(tx, {
      type: 'credential.named',
      ir: session.ir,
      detail: { credential: credentialId },
    });
    return true;
  });
}

export type PasskeyRemoval =
  | 'removed'
  /** True when it was the passkey that opened this session, which has ended by that. */
  | 'signed-out'
  | 'unknown'
  | 'not-fresh';

/**
 * Removes a passkey of the session's person and ends every session that it opened, including this one. In a
 * session that a passkey opened it is removed from all records that this passkey is on; else from those that
 * store the address which opened the session. Every address of these records is notified, of at most five
 * removals in an hour.
 *
 * @param id its name on the chosen record
 */
export async function removePasskey(
  session: PortalSession,
  id: string,
  locale: Locale,
): Promise<PasskeyRemoval> {
  if (!hasRecentSignIn(session, now())) return 'not-fresh';
  return inTransaction(async (tx): Promise<PasskeyRemoval> => {
    await lockRecordsOfHolder(tx, session.ir ?? '');
    const at = now();
    const found = await findSessionPasskeys(tx, session);
    const credential = found?.placed.find(({ alias }) => alias === id)?.credential;
    if (!found || !credential) return 'unknown';
    const { id: credentialId } = credential;
    const { records } = await enrolmentReach(tx, found.record, wordOfSession(session));
    if (session.provedBy === 'mail' && isProven(credential, at)) {
      await noteMailRemoval(
        tx,
        records.map(({ ir }) => ir),
        at,
      );
    }
    await takeOffRecords(tx, credential, records, 'customer');
    await tx.portalSession.updateMany({
      where: { credentialId, endedAt: null },
      data: { endedAt: at },
    });
    await notifyRecords(tx, records, 'portal-passkey-removed', {
      locale,
      causedBy: null,
      refOf: () => credentialId,
      // A spent limit of mails does not refuse the removal, by which somebody may get rid of
      // another person's passkey.
      tryConsumeLimit: (record) => tryConsumeLimits(tx, [passkeyMailUse(record, 'removed')]),
    });
    return credentialId === session.credentialId ? 'signed-out' : 'removed';
  });
}
