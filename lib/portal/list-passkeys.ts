import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { acceptedPasskeys } from '@/lib/passkeys/accepted-passkeys';
import { isProven } from '@/lib/passkeys/usable-credentials';
import { holderCreationOptions } from '@/lib/passkeys/webauthn-options';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { sha256 } from '@/lib/platform/crypto';
import type { PortalPasskeysView } from './dto';
import { isFresh } from './find-session';
import { findSessionPasskeys } from './passkeys-of-session';
import { issuePortalChallenge } from './portal-challenges';

/**
 * The passkeys page: what there is, and with a fresh proof the options for another one, so that nothing
 * needs fetching between the press and the device's dialog.
 */
export async function listPasskeys(
  session: PortalSession,
  browserId: string,
): Promise<PortalPasskeysView | null> {
  const found = await findSessionPasskeys(db(), session);
  if (!found) return null;
  const at = now();
  const { record, holder, credentials, removable } = found;
  const passkeys = credentials.map((credential) => ({
    id: credential.id,
    name: credential.name,
    addedAt: credential.registeredAt.toISOString(),
    lastUsedAt: credential.lastUsedAt?.toISOString() ?? null,
    isSynced: credential.backedUp,
    countsFrom: isProven(credential, at) ? null : (credential.provenAt?.toISOString() ?? null),
    isUnproven: credential.provenAt === null,
    isThis: credential.id === session.credentialId,
    mayRemove: removable.has(credential.id),
  }));
  const fresh = isFresh(session, at);
  const challenge = fresh
    ? await issuePortalChallenge({
        browserHash: sha256(browserId),
        purpose: 'add',
        sessionId: session.id,
      })
    : null;
  const mpxn = record.mpxn ?? '';
  return {
    passkeys,
    isFresh: fresh,
    hasEmail: record.emailHash !== null,
    creationOptions:
      challenge === null
        ? null
        : await holderCreationOptions(challenge, holder, { mpxn, exclude: credentials }),
    rpId: env().RP_ID,
    accepted: await acceptedPasskeys(db(), holder),
  };
}
