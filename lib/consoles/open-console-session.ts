import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { ConsoleProof } from '@/lib/db/generated/client';
import { now, secondsFrom } from '@/lib/platform/clock';
import { randomToken, sha256 } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import {
  CONSOLE_LIFETIME_S,
  consoleRealms,
  HALF_SIGN_IN_S,
  type ConsoleRealm,
} from '@/lib/sessions/console-realms';
import { realmNames } from '@/lib/sessions/realm-token';

export interface OpenSessionInput {
  realm: ConsoleRealm;
  accountId: string;
  provedBy: ConsoleProof;
  /** The session that this browser had before, if any: it ends. */
  formerToken: string | null;
}

/** Opens a session, or half of one, and answers the secret of its cookie. */
export async function openConsoleSession(tx: Tx, input: OpenSessionInput): Promise<string> {
  const { realm, accountId, provedBy, formerToken } = input;
  const at = now();
  if (formerToken !== null) {
    await tx.consoleSession.updateMany({
      where: { tokenHash: sha256(formerToken), endedAt: null },
      data: { endedAt: at, flash: null },
    });
  }
  const isHalf = realm === 'admin' && provedBy === 'secret';
  const token = randomToken();
  const session = await tx.consoleSession.create({
    data: {
      id: newId('cse'),
      tokenHash: sha256(token),
      realm: consoleRealms[realm].stored,
      accountId,
      provedBy,
      createdAt: at,
      lastSeenAt: at,
      authenticatedAt: at,
      expiresAt: secondsFrom(at, isHalf ? HALF_SIGN_IN_S : CONSOLE_LIFETIME_S),
    },
  });
  await recordAudit(tx, {
    type: isHalf ? 'console.secret-proved' : 'console.signed-in',
    accountId,
    detail: { session: session.id, realm: realmNames[realm], by: provedBy },
  });
  return token;
}
