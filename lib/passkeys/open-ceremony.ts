import { db } from '@/lib/db/database';
import { findWaitingEmailProof, toCodeView } from '@/lib/magic-links/email-proof';
import { isMailPaused } from '@/lib/mail/mail-limits';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { toAskView } from '@/lib/reidentification/ask-view';
import { isPending, lateEnding, toEndingView } from '@/lib/reidentification/ending-view';
import { findCeremony, isProvedHere, type LoadedCeremony } from './ceremony';
import { ceremonyStep, type StepPlan, type Way } from './ceremony-step';
import { issueChallenge } from './challenges';
import { enrolmentUserHandle } from './enrolment-holder';
import { wordOfCeremony } from './word-of-ceremony';
import type { CeremonyKind, CeremonyPage, CeremonyView, ChallengeAnswer, TypedNote } from './dto';
import { creationOptions, requestOptions } from './webauthn-options';

export interface OpenInput {
  session: string;
  kind: CeremonyKind;
  way: Way;
  browserId: string;
  /** Where the page is opened from: a network may have used up its wrong codes. */
  network: string;
  typed: TypedNote;
}

type Options = Pick<CeremonyView, 'requestOptions' | 'creationOptions'>;

const NO_OPTIONS: Options = { requestOptions: null, creationOptions: null };

/** WebAuthn options with a challenge for this view, or null when the session is open too often. */
async function optionsFor(
  ceremony: LoadedCeremony,
  plan: StepPlan,
  browserHash: string,
): Promise<Options | null> {
  if (!plan.challenge) return NO_OPTIONS;
  if (plan.challenge !== 'enrol') {
    const challenge = await issueChallenge(ceremony, browserHash, plan.challenge, null);
    if (!challenge) return null;
    return { ...NO_OPTIONS, requestOptions: await requestOptions(challenge, plan.credentials) };
  }
  const { identityRecord: record } = ceremony.reidentification;
  const word = wordOfCeremony(ceremony, browserHash, now());
  const userHandle = await enrolmentUserHandle(db(), record, word);
  const challenge = await issueChallenge(ceremony, browserHash, 'enrol', userHandle);
  if (!challenge) return null;
  return { ...NO_OPTIONS, creationOptions: await creationOptions(challenge, ceremony, userHandle) };
}

async function toView(
  ceremony: LoadedCeremony,
  plan: StepPlan,
  options: Options,
  input: OpenInput,
  browserHash: string,
): Promise<CeremonyView> {
  const { reidentification } = ceremony;
  const { identityRecord: record } = reidentification;
  const proof =
    plan.step === 'enter-code' ? await findWaitingEmailProof(db(), ceremony.id, browserHash) : null;
  const proved = isProvedHere(ceremony, browserHash);
  return {
    kind: input.kind,
    step: plan.step,
    ask: toAskView(reidentification),
    session: input.session,
    expiresAt: reidentification.expiresAt.toISOString(),
    ...options,
    emailMask: record.emailMask,
    code: proof ? await toCodeView(proof, input) : null,
    mayAddNew: plan.step === 'use-existing',
    proved,
    mayFinishWithout: plan.step === 'enrol' && proved && ceremony.provedBy === 'magic_link',
    mailPaused:
      plan.step === 'prove-email' || plan.step === 'enter-code'
        ? await isMailPaused(record, reidentification.account)
        : false,
  };
}

/**
 * What a ceremony page shows now. Reading it spends nothing: each view gets a challenge of its own, and
 * only an answer uses one up.
 */
export async function openCeremony(input: OpenInput): Promise<CeremonyPage> {
  const ceremony = await findCeremony(db(), input.session, input.kind);
  if (!ceremony) return { kind: 'unknown' };
  const { reidentification } = ceremony;
  if (!isPending(reidentification)) {
    return { kind: 'ended', view: toEndingView(reidentification, lateEnding(reidentification)) };
  }
  const browserHash = sha256(input.browserId);
  const plan = await ceremonyStep(db(), ceremony, { way: input.way, browserHash, at: now() });
  if (!plan) return { kind: 'ended', view: toEndingView(reidentification, 'expired') };
  const options = await optionsFor(ceremony, plan, browserHash);
  if (!options) return { kind: 'crowded', ask: toAskView(reidentification) };
  return { kind: 'open', view: await toView(ceremony, plan, options, input, browserHash) };
}

/** Options with a fresh challenge for a page that is open already, after a failed or cancelled try. */
export async function refreshChallenge(input: OpenInput): Promise<ChallengeAnswer> {
  const page = await openCeremony(input);
  if (page.kind !== 'open') return { result: 'reload' };
  const { requestOptions: request, creationOptions: creation } = page.view;
  if (!request && !creation) return { result: 'reload' };
  return { result: 'options', requestOptions: request, creationOptions: creation };
}
