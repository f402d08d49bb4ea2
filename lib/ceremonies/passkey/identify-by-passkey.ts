import { db, type Tx } from '@/lib/db/database';
import type { Credential, Holder } from '@/lib/db/generated/client';
import type { Refusal } from '@/lib/webauthn/dto';
import {
  takeAssertion,
  type AssertionAnswer,
  type TakenAssertion,
} from '@/lib/webauthn/take-assertion';
import { noteUse } from '@/lib/identity-records/holders/note-use';
import { isProven } from '@/lib/identity-records/holders/usable-credentials';

export type CustomersPasskey = Credential & { holder: Holder };

/** A verified answer, with the customer's passkey that gave it. */
export type VerifiedReading = TakenAssertion<CustomersPasskey & { userHandle: Uint8Array }>;

/**
 * Takes a device's answer and finds whose passkey it is.
 *
 * @param own the passkey that answers, where the caller has loaded it
 */
export async function identifyByPasskey(
  answer: AssertionAnswer,
  own: CustomersPasskey | null = null,
): Promise<VerifiedReading | Refusal<'challenge' | 'credential' | 'verification'>> {
  const webauthnId = answer.response.id;
  const found =
    own ?? (await db().credential.findUnique({ where: { webauthnId }, include: { holder: true } }));
  const passkey = found && { ...found, userHandle: found.holder.userHandle };
  const taken = await takeAssertion(answer, passkey);
  if (taken.result === 'verified' || taken.problem !== 'credential') return taken;
  // An operator's opens nothing here, but is not for the device to forget.
  const adminPasskey = await db().consolePasskey.findUnique({ where: { webauthnId } });
  return adminPasskey ? taken : { ...taken, unknownCredentialId: webauthnId };
}

type UseProblem = 'credential' | 'counter' | 'verification';

/**
 * Uses a passkey that was read, proven or not, in the caller's transaction. The records of its holder are
 * locked before it, as everywhere.
 */
export async function takePasskey(
  tx: Tx,
  { passkey: { id, holderId }, verified }: VerifiedReading,
  at: Date,
): Promise<{ result: 'accepted'; credential: Credential } | Refusal<UseProblem>> {
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

/** Uses a passkey that was read, as `takePasskey` does; one that is not proven opens nothing
 * (docs/api/passkeys.md#unproven-passkeys). */
export async function acceptPasskey(
  tx: Tx,
  reading: VerifiedReading,
  at: Date,
): Promise<{ result: 'accepted'; credential: Credential } | Refusal<UseProblem | 'unproven'>> {
  const used = await takePasskey(tx, reading, at);
  const isRefused = used.result === 'accepted' && !isProven(used.credential, at);
  return isRefused ? { result: 'problem', problem: 'unproven' } : used;
}
