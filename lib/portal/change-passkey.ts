import { recordAudit } from '@/lib/audit/record-audit';
import type { PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { noteMailRemoval } from '@/lib/passkeys/note-mail-removal';
import { tellHolder } from '@/lib/passkeys/tell-holder';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/locale';
import { isFresh } from './find-session';
import { findSessionPasskeys } from './passkeys-of-session';

const MAX_NAME = 60;

/** A name without control characters, trimmed; null when nothing is left. */
function cleanName(name: string): string | null {
  const clean = name
    .normalize('NFKC')
    .replace(/\p{C}+/gu, '')
    .trim();
  return clean === '' ? null : Array.from(clean).slice(0, MAX_NAME).join('');
}

/** Names a passkey of the session's person, for their own list. False: there is no such passkey. */
export async function namePasskey(
  session: PortalSession,
  credentialId: string,
  name: string,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const found = await findSessionPasskeys(tx, session);
    if (!found?.credentials.some(({ id }) => id === credentialId)) return false;
    await tx.credential.update({ where: { id: credentialId }, data: { name: cleanName(name) } });
    await recordAudit(tx, {
      type: 'credential.named',
      ir: session.ir,
      detail: { credential: credentialId },
    });
    return true;
  });
}

export type PasskeyRemoval = 'removed' | 'unknown' | 'not-fresh' | 'not-allowed';

/**
 * Removes a passkey of the session's person, for all organisations, and ends every session that it
 * opened, this one too. Every address of their records is told.
 */
export async function removePasskey(
  session: PortalSession,
  credentialId: string,
  locale: Locale,
): Promise<PasskeyRemoval> {
  if (!isFresh(session, now())) return 'not-fresh';
  return inTransaction(async (tx): Promise<PasskeyRemoval> => {
    await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${session.ir ?? ''} FOR UPDATE`;
    const at = now();
    const found = await findSessionPasskeys(tx, session);
    const credential = found?.credentials.find(({ id }) => id === credentialId);
    if (!found || !credential) return 'unknown';
    if (!found.removable.has(credentialId)) return 'not-allowed';
    const { count } = await tx.credential.deleteMany({ where: { id: credentialId } });
    if (count !== 1) return 'unknown';
    if (session.provedBy === 'mail') await noteMailRemoval(tx, credential, at);
    await tx.portalSession.updateMany({
      where: { credentialId, endedAt: null },
      data: { endedAt: at },
    });
    await recordAudit(tx, {
      type: 'credential.removed',
      accountId: found.record.accountId,
      ir: session.ir,
      detail: { credential: credentialId, by: 'customer' },
    });
    const to = { holderId: found.holder.id, locale, causedBy: null };
    await tellHolder(tx, to, 'portal-passkey-removed', credentialId);
    return 'removed';
  });
}
