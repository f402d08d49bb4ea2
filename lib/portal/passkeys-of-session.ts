import type { Db } from '@/lib/db/database';
import type { Holder, PortalSession } from '@/lib/db/generated/client';
import { proves } from '@/lib/identity-records/proves';
import type { Word } from '@/lib/identity-records/holders/enrolment-reach';
import {
  placedCredentials,
  type PlacedCredential,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { sha256 } from '@/lib/platform/crypto';
import type { ChallengeScope } from '@/lib/webauthn/challenges';
import { provedRecords } from './proved';

export interface SessionPasskeys {
  /** The chosen Identity Record. */
  record: RecordWithCredentials;
  holder: Holder;
  /** Those on the chosen record, oldest first. */
  placed: PlacedCredential[];
}

/** The passkeys of the person of a session; null through a supplier, who proves none of our records. */
export async function findSessionPasskeys(
  db: Db,
  session: PortalSession,
): Promise<SessionPasskeys | null> {
  const proved = await provedRecords(db, session);
  const record = proved.find(({ ir }) => ir === session.ir);
  if (!record?.holder) return null;
  const irs = new Set(proved.map(({ ir }) => ir));
  // A record of an account that fell reaches no further than itself.
  const placed = placedCredentials(record).filter(
    ({ credential }) => proves(record) || irs.has(credential.enrolledForIr),
  );
  return { record, holder: record.holder, placed };
}

/** A page of the portal asks within a session, in one browser. */
export function sessionScope({ id }: PortalSession, browserId: string): ChallengeScope {
  return { scope: id, browserHash: sha256(browserId) };
}

/** Who vouches for a passkey that is made or removed in a session which one of our own factors opened. */
export function wordOfSession({ provedBy, credentialId }: PortalSession): Word {
  return provedBy === 'passkey' && credentialId !== null
    ? { of: 'passkey', credentialIds: [credentialId] }
    : { of: 'address' };
}
