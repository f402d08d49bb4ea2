import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { acceptedPasskeys } from '@/lib/identity-records/holders/accepted-passkeys';
import { enrolmentUserHandle } from '@/lib/identity-records/holders/enrolment-holder';
import { passkeyName } from '@/lib/ceremonies/passkey/passkey-name';
import { isProven } from '@/lib/identity-records/holders/usable-credentials';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { issueCreationOptions } from '@/lib/webauthn/options';
import type { PortalPasskeysView } from './dto';
import { hasRecentSignIn } from './find-session';
import {
  findSessionPasskeys,
  sessionScope,
  wordOfSession,
  type SessionPasskeys,
} from './passkeys-of-session';

/** Options of a passkey for the chosen record, with a challenge for this view. */
async function optionsToAdd(
  session: PortalSession,
  { record, placed }: SessionPasskeys,
  browserId: string,
) {
  return issueCreationOptions(sessionScope(session, browserId), {
    name: passkeyName(record),
    userHandle: await enrolmentUserHandle(db(), record, wordOfSession(session)),
    exclude: placed.map(({ credential }) => credential),
    isDiscoverable: true,
  });
}

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
  const { record } = found;
  const passkeys = found.placed.map(({ alias, credential }) => ({
    id: alias,
    name: credential.name,
    addedAt: credential.registeredAt.toISOString(),
    lastUsedAt: credential.lastUsedAt?.toISOString() ?? null,
    isSynced: credential.backedUp,
    countsFrom: isProven(credential, at) ? null : (credential.provenAt?.toISOString() ?? null),
    isUnproven: credential.provenAt === null,
    isThis: credential.id === session.credentialId,
  }));
  const fresh = hasRecentSignIn(session, at);
  return {
    passkeys,
    hasRecentSignIn: fresh,
    hasEmail: record.emailHash !== null,
    options: fresh ? await optionsToAdd(session, found, browserId) : null,
    rpId: env().RP_ID,
    accepted: await acceptedPasskeys(db(), found.holder),
  };
}
