import type { Db } from '@/lib/db/database';
import type { Ceremony, Reidentification } from '@/lib/db/generated/client';
import type { AskRow } from '@/lib/ceremonies/ask-view';
import { now, secondsFrom } from '@/lib/platform/clock';
import { isId } from '@/lib/platform/ids';
import { sessionHash } from './ceremony-session';
import type { CeremonyKind } from './dto';
import { loadCeremony, type LoadedCeremony } from './load-ceremony';

export type { LoadedCeremony } from './load-ceremony';

/** After a factor was proved by mail there are at least five minutes to go on. */
export const AFTER_PROOF_S = 300;

/** The ceremony of a page's session, or null: unknown, or the session of the other kind of page. */
export async function findCeremony(
  db: Db,
  session: string,
  kind: CeremonyKind,
): Promise<LoadedCeremony | null> {
  if (!isId('pks', session)) return null;
  const ceremony = await loadCeremony(db, 'session_hash', sessionHash(session));
  return ceremony && kindOf(ceremony) === kind ? ceremony : null;
}

export async function requireCeremony(db: Db, id: string): Promise<LoadedCeremony> {
  const ceremony = await loadCeremony(db, 'id', id);
  if (!ceremony) throw new Error('the ceremony is gone');
  return ceremony;
}

export function kindOf(ceremony: { reidentification: AskRow }): CeremonyKind {
  return ceremony.reidentification.method === 'passkey_assert' ? 'assert' : 'register';
}

/**
 * Locks the ceremony's record with the others of its holder, in one order, and then its re-identification
 * until the transaction ends.
 */
export async function lockCeremony(tx: Db, ceremony: LoadedCeremony): Promise<LoadedCeremony> {
  const { ir, tokenRef } = ceremony.reidentification;
  // The records' rows are locked before the join can offer the re-identification's to be.
  await tx.$queryRaw`
    WITH record AS MATERIALIZED (
      SELECT ir FROM identity_records
       WHERE ir = ${ir}
          OR holder_id = (SELECT holder_id FROM identity_records WHERE ir = ${ir})
       ORDER BY ir FOR UPDATE)
    SELECT 1 FROM record JOIN reidentifications asked ON asked.ir = record.ir
     WHERE asked.token_ref = ${tokenRef} FOR UPDATE OF asked`;
  return requireCeremony(tx, ceremony.id);
}

/** Lets a pending ceremony live until `until` at least; never shortens it. */
export async function extendCeremony(tx: Db, tokenRef: string, until: Date): Promise<void> {
  await tx.reidentification.updateMany({
    where: { tokenRef, outcome: null, expiresAt: { gt: now(), lt: until } },
    data: { expiresAt: until },
  });
}

/** Whether a factor was proved in this ceremony, in this browser. */
export function isProvedHere(ceremony: Ceremony, browserHash: string): boolean {
  return ceremony.provedAt !== null && ceremony.provedBrowser === browserHash;
}

/** Notes a proved factor, for this browser, and leaves time to go on. */
export async function noteProof(
  tx: Db,
  ceremony: LoadedCeremony,
  proof: { by: Reidentification['method']; browserHash: string; at: Date },
): Promise<void> {
  await tx.ceremony.update({
    where: { id: ceremony.id },
    data: { provedBy: proof.by, provedAt: proof.at, provedBrowser: proof.browserHash },
  });
  await extendCeremony(tx, ceremony.tokenRef, secondsFrom(proof.at, AFTER_PROOF_S));
}

/** Notes the passkey that was made, which is asked once more, and leaves time for that. */
export async function noteEnrolled(
  tx: Db,
  ceremony: LoadedCeremony,
  { credentialId, at }: { credentialId: string; at: Date },
): Promise<void> {
  await tx.ceremony.update({
    where: { id: ceremony.id },
    data: { enrolledCredentialId: credentialId },
  });
  await extendCeremony(tx, ceremony.tokenRef, secondsFrom(at, AFTER_PROOF_S));
}
