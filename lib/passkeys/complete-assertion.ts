import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { ChallengePurpose, Credential, Holder } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { RateLimitError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import {
  AlreadyEndedError,
  confirmReidentification,
} from '@/lib/reidentification/end-reidentification';
import { isPending } from '@/lib/reidentification/ending-view';
import { acceptedPasskeys } from './accepted-passkeys';
import { kindOf, lockCeremony, noteProof } from './ceremony';
import type { Completion } from './completion';
import { existingCredentials, provenCredentials } from './enrolment-policy';
import { lockCredential, type LoadedCeremony } from './load-ceremony';
import { linkToHolder } from './link-to-holder';
import { noteUse } from './note-use';
import { isProvedBesides } from './proved-besides';
import { credentialsOn, isProven, usableCredentials } from './usable-credentials';
import { verifyAssertion, type VerifiedAssertion } from './verify-assertion';
import type { authenticationResponseSchema } from './webauthn-response';

interface AssertionAnswer {
  ceremony: LoadedCeremony;
  browserHash: string;
  challenge: string;
  locale: Locale;
  at: Date;
  purpose: Exclude<ChallengePurpose, 'enrol'>;
  response: z.output<typeof authenticationResponseSchema>;
}

type FoundCredential = Credential & { holder: Holder };

/** The passkeys an answer of this purpose may come from, by the rules as they stand now. */
async function acceptable(tx: Tx | ReturnType<typeof db>, answer: AssertionAnswer) {
  const { ceremony, at, purpose } = answer;
  const { reidentification: asked } = ceremony;
  if (purpose === 'prove') return provenCredentials(ceremony, at);
  return kindOf(ceremony) === 'assert'
    ? usableCredentials(asked.identityRecord, asked, at)
    : existingCredentials(tx, ceremony, answer.browserHash, at);
}

/**
 * Makes a passkey that was enrolled on trust proven where something else stands beside it in this
 * ceremony (docs/api/passkeys.md#unproven-passkeys); by itself it proves nothing.
 */
async function proveOnTrust(
  tx: Tx,
  answer: AssertionAnswer,
  credential: Credential,
): Promise<boolean> {
  const { ceremony, browserHash, at } = answer;
  if (!isProvedBesides(ceremony, browserHash, credential, at)) return false;
  const { accountId, ir, tokenRef } = ceremony.reidentification;
  await tx.credential.update({ where: { id: credential.id }, data: { provenAt: at } });
  await recordAudit(tx, {
    type: 'credential.proven',
    accountId,
    ir,
    tokenRef,
    detail: { credential: credential.id },
  });
  return true;
}

/** Links the record to the passkey's holder, and tells the record's address of it, with a way to undo. */
async function link(tx: Tx, answer: AssertionAnswer, credential: FoundCredential): Promise<void> {
  const { ceremony, locale, at } = answer;
  const { identityRecord: record, account, accountId, tokenRef } = ceremony.reidentification;
  const undo = await linkToHolder(tx, record, credential, { accountId, tokenRef, at });
  if (undo === null) return;
  const about = { ir: record.ir, subjectRef: undo, locale, causedBy: account };
  await queueMail(tx, { kind: 'passkey-added', ...about });
}

async function acceptAssertion(
  tx: Tx,
  answer: AssertionAnswer,
  credential: FoundCredential,
): Promise<Completion> {
  const { ceremony, purpose, at, browserHash } = answer;
  const { tokenRef } = ceremony;
  if (purpose === 'prove') {
    await noteProof(tx, ceremony, { by: 'passkey_assert', browserHash, at });
    return { result: 'next' };
  }
  const proven = isProven(credential, at) || (await proveOnTrust(tx, answer, credential));
  const location = await confirmReidentification(tx, tokenRef, {
    confirmedBy: 'passkey_assert',
    assurance: proven ? 'proven' : 'unproven',
    credentialId: credential.id,
  });
  await link(tx, answer, credential);
  const accepted = await acceptedPasskeys(tx, credential.holder);
  return { result: 'confirmed', location, tokenRef, accepted };
}

/** The passkey that answered: one of the record's own, as a rule, which is loaded already. */
async function findAnswering({ ceremony, response }: AssertionAnswer) {
  const { identityRecord: record } = ceremony.reidentification;
  const { holder } = record;
  const own = credentialsOn(record).find(({ webauthnId }) => webauthnId === response.id);
  if (holder && own) return { ...own, holder };
  return db().credential.findUnique({
    where: { webauthnId: response.id },
    include: { holder: true },
  });
}

async function confirm(
  answer: AssertionAnswer,
  credential: FoundCredential,
  verified: VerifiedAssertion,
): Promise<Completion> {
  return inTransaction(async (tx): Promise<Completion> => {
    const ceremony = await lockCeremony(tx, answer.ceremony);
    const locked = { ...answer, ceremony };
    if (!isPending(ceremony.reidentification)) throw new AlreadyEndedError();
    const current = await lockCredential(tx, credential.id);
    const stillAllowed = await acceptable(tx, locked);
    if (!current || !stillAllowed.some((candidate) => candidate.id === current.id)) {
      return { result: 'problem', problem: 'credential' };
    }
    const { accountId, ir, tokenRef } = ceremony.reidentification;
    const context = { accountId, ir, tokenRef };
    const problem = await noteUse(tx, current, verified, { at: answer.at, context });
    if (problem) return { result: 'problem', problem };
    return acceptAssertion(tx, locked, current);
  });
}

/** Judges an assertion whose challenge was spent. @throws {AlreadyEndedError} */
export async function completeAssertion(answer: AssertionAnswer): Promise<Completion> {
  const webauthnId = answer.response.id;
  const credential = await findAnswering(answer);
  if (!credential) {
    return { result: 'problem', problem: 'credential', unknownCredentialId: webauthnId };
  }
  const allowed = await acceptable(db(), answer);
  if (!allowed.some((candidate) => candidate.id === credential.id)) {
    return { result: 'problem', problem: 'credential' };
  }
  const { response, challenge } = answer;
  const { userHandle } = credential.holder;
  const verified = await verifyAssertion(response, challenge, credential, userHandle);
  if (!verified) return { result: 'problem', problem: 'verification' };
  try {
    return await confirm(answer, credential, verified);
  } catch (error) {
    // A passkey that cannot be told of is not linked.
    if (error instanceof RateLimitError) return { result: 'problem', problem: 'mails-spent' };
    throw error;
  }
}
