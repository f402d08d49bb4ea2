import type { z } from 'zod';
import { db, type Tx } from '@/lib/db/database';
import type { Credential, Holder } from '@/lib/db/generated/client';
import { noteUse, type UseProblem } from './note-use';
import { isProven } from './usable-credentials';
import { verifyAssertion, type VerifiedAssertion } from './verify-assertion';
import type { authenticationResponseSchema } from './webauthn-response';

export type IdentifiedCredential = Credential & { holder: Holder };

export type PasskeyReading =
  | { result: 'verified'; credential: IdentifiedCredential; verified: VerifiedAssertion }
  | { result: 'problem'; problem: 'credential' | 'verification'; unknownCredentialId?: string };

/**
 * Whose passkey answered, where nobody was named beforehand: the device must send the user handle, and
 * it must be that of the passkey's holder. The challenge was spent by the caller.
 */
export async function identifyByPasskey(
  response: z.output<typeof authenticationResponseSchema>,
  challenge: string,
): Promise<PasskeyReading> {
  const webauthnId = response.id;
  const credential = await db().credential.findUnique({
    where: { webauthnId },
    include: { holder: true },
  });
  if (!credential) {
    // An operator's opens nothing here, but is not for the device to forget.
    const isOperators = await db().consolePasskey.findUnique({ where: { webauthnId } });
    return isOperators
      ? { result: 'problem', problem: 'credential' }
      : { result: 'problem', problem: 'credential', unknownCredentialId: webauthnId };
  }
  if (!response.response.userHandle) return { result: 'problem', problem: 'verification' };
  const { userHandle } = credential.holder;
  const verified = await verifyAssertion(response, challenge, credential, userHandle);
  if (!verified) return { result: 'problem', problem: 'verification' };
  return { result: 'verified', credential, verified };
}

export type VerifiedReading = Extract<PasskeyReading, { result: 'verified' }>;

export type PasskeyUse =
  | { result: 'accepted'; credential: Credential }
  | { result: 'problem'; problem: 'credential' | 'unproven' | UseProblem };

/**
 * Uses a passkey that was read, proven or not, in the caller's transaction. The records of its holder are
 * locked before it, as everywhere.
 */
export async function takePasskey(
  tx: Tx,
  { credential, verified }: VerifiedReading,
  at: Date,
): Promise<PasskeyUse> {
  const { id, holderId } = credential;
  await tx.$queryRaw`
    SELECT 1 FROM identity_records WHERE holder_id = ${holderId} ORDER BY ir FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM credentials WHERE id = ${id} FOR UPDATE`;
  const current = await tx.credential.findUnique({ where: { id } });
  if (current?.holderId !== holderId) return { result: 'problem', problem: 'credential' };
  const context = { accountId: null, ir: current.enrolledForIr, tokenRef: null };
  const problem = await noteUse(tx, current, verified, { at, context });
  if (problem) return { result: 'problem', problem };
  return { result: 'accepted', credential: current };
}

/** The same; one that is not proven opens nothing (docs/api/passkeys.md#unproven-passkeys). */
export async function acceptPasskey(
  tx: Tx,
  reading: VerifiedReading,
  at: Date,
): Promise<PasskeyUse> {
  const used = await takePasskey(tx, reading, at);
  const isRefused = used.result === 'accepted' && !isProven(used.credential, at);
  return isRefused ? { result: 'problem', problem: 'unproven' } : used;
}
