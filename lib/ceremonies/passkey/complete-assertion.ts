import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { RateLimitError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import { AlreadyEndedError, confirmReidentification } from '@/lib/ceremonies/end-reidentification';
import { asksPermission } from '@/lib/ceremonies/asks-permission';
import { isPending } from '@/lib/ceremonies/ending-view';
import { sealEvidence } from '@/lib/evidence/seal-evidence';
import { isBoundTo } from '@/lib/webauthn/challenges';
import type { AuthenticationResponse } from '@/lib/webauthn/schemas';
import type { AssertionPurpose } from '@/lib/webauthn/take-assertion';
import { acceptedPasskeys } from '@/lib/identity-records/holders/accepted-passkeys';
import { findEnrolledHere } from './enrolled-here';
import { evidenceOf } from './evidence-of';
import { kindOf, lockCeremony, noteProof } from './ceremony';
import type { Completion } from './completion';
import { existingCredentials, provenCredentials } from './enrolment-policy';
import { lockCredential, type LoadedCeremony } from './load-ceremony';
import { linkToHolder } from '@/lib/identity-records/holders/link-to-holder';
import {
  identifyByPasskey,
  type CustomersPasskey,
  type VerifiedReading,
} from './identify-by-passkey';
import { noteUse } from '@/lib/identity-records/holders/note-use';
import { isProvedBesides } from './becomes-proven';
import {
  credentialsOn,
  isProven,
  usableCredentials,
} from '@/lib/identity-records/holders/usable-credentials';

interface AssertionAnswer {
  ceremony: LoadedCeremony;
  browserHash: string;
  locale: Locale;
  at: Date;
  response: AuthenticationResponse;
}

/** The passkeys an answer of this purpose may come from, by the rules as they stand now. */
async function acceptable(tx: Tx, answer: AssertionAnswer, purpose: AssertionPurpose) {
  const { ceremony, at } = answer;
  const { reidentification: asked } = ceremony;
  if (purpose === 'prove') return provenCredentials(ceremony, at);
  const enrolled = findEnrolledHere(ceremony);
  if (enrolled) return [enrolled];
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
async function link(tx: Tx, answer: AssertionAnswer, credential: CustomersPasskey): Promise<void> {
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
  credential: CustomersPasskey,
  purpose: AssertionPurpose,
): Promise<Completion> {
  const { ceremony, at, browserHash } = answer;
  const { tokenRef } = ceremony;
  if (purpose === 'prove') {
    await noteProof(tx, ceremony, { by: 'passkey_assert', browserHash, at });
    return { result: 'next' };
  }
  const proven = isProven(credential, at) || (await proveOnTrust(tx, answer, credential));
  const location = await confirmReidentification(tx, tokenRef, {
    confirmedBy: findEnrolledHere(ceremony) ? 'passkey_register' : 'passkey_assert',
    assurance: proven ? 'proven' : 'unproven',
    credentialId: credential.id,
  });
  if (asksPermission(ceremony.reidentification)) {
    await sealEvidence(tx, tokenRef, evidenceOf(answer.response, credential));
  }
  await link(tx, answer, credential);
  const accepted = await acceptedPasskeys(tx, credential.holder);
  return { result: 'confirmed', location, tokenRef, accepted };
}

/** The passkey that answered, where it is one of the record's own, which are loaded already. */
function ownPasskey({ ceremony, response }: AssertionAnswer): CustomersPasskey | null {
  const { identityRecord: record } = ceremony.reidentification;
  const { holder } = record;
  const own = credentialsOn(record).find(({ webauthnId }) => webauthnId === response.id);
  return holder && own ? { ...own, holder } : null;
}

async function confirm(
  answer: AssertionAnswer,
  { passkey, purpose, challenge, verified }: VerifiedReading,
): Promise<Completion> {
  const { proposalDigest } = answer.ceremony.reidentification;
  if (purpose === 'assert' && proposalDigest !== null && !isBoundTo(challenge, proposalDigest)) {
    return { result: 'problem', problem: 'challenge' };
  }
  return inTransaction(async (tx): Promise<Completion> => {
    const ceremony = await lockCeremony(tx, answer.ceremony);
    const locked = { ...answer, ceremony };
    if (!isPending(ceremony.reidentification)) throw new AlreadyEndedError();
    const current = await lockCredential(tx, passkey.id);
    const allowed = await acceptable(tx, locked, purpose);
    if (!current || !allowed.some((candidate) => candidate.id === current.id)) {
      return { result: 'problem', problem: 'credential' };
    }
    const { accountId, ir, tokenRef } = ceremony.reidentification;
    const context = { accountId, ir, tokenRef };
    const problem = await noteUse(tx, current, verified, { at: answer.at, context });
    if (problem) return { result: 'problem', problem };
    return acceptAssertion(tx, locked, current, purpose);
  });
}

/** Takes the answer of a device that was asked for a passkey. @throws {AlreadyEndedError} */
export async function completeAssertion(answer: AssertionAnswer): Promise<Completion> {
  const { ceremony, browserHash, response } = answer;
  const scope = { scope: ceremony.id, browserHash };
  const purposes = ['assert', 'prove'] as const;
  const reading = await identifyByPasskey({ response, scope, purposes }, ownPasskey(answer));
  if (reading.result === 'problem') return reading;
  try {
    return await confirm(answer, reading);
  } catch (error) {
    // A passkey that cannot be told of is not linked.
    if (error instanceof RateLimitError) return { result: 'problem', problem: 'mails-spent' };
    throw error;
  }
}
