import { db } from '@/lib/db/database';
import { findWaitingEmailProof, toCodeView } from '@/lib/ceremonies/mail/email-proof';
import { isMailPaused } from '@/lib/mail/mail-limits';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { toAskView } from '@/lib/ceremonies/ask-view';
import { isPending, lateEnding, toEndingView } from '@/lib/ceremonies/ending-view';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { issueCreationOptions, issueRequestOptions } from '@/lib/webauthn/options';
import { findCeremony, isProvedHere, type LoadedCeremony } from './ceremony';
import { findEnrolledHere } from './enrolled-here';
import { ceremonyStep, type StepPlan, type Way } from './ceremony-step';
import { enrolmentUserHandle } from '@/lib/identity-records/holders/enrolment-holder';
import { wordOfCeremony } from './word-of-ceremony';
import { passkeyName } from './passkey-name';
import { usableCredentials } from '@/lib/identity-records/holders/usable-credentials';
import type { CeremonyKind, CeremonyPage, CeremonyView, TypedNote } from './dto';

export interface OpenInput {
  session: string;
  kind: CeremonyKind;
  way: Way;
  browserId: string;
  /** Where the page is opened from: a network may have used up its wrong codes. */
  network: string;
  typed: TypedNote;
}

const NO_OPTIONS: PasskeyOptions = { requestOptions: null, creationOptions: null };

/**
 * WebAuthn options with a challenge for this view, or null when the session is open too often. An
 * enrolment leaves out the passkeys that count for this organisation; one that does not could be neither
 * used nor replaced here, a dead end.
 */
async function optionsFor(
  ceremony: LoadedCeremony,
  plan: StepPlan,
  browserHash: string,
): Promise<PasskeyOptions | null> {
  const { challenge: purpose, credentials: passkeys } = plan;
  const { reidentification: asked } = ceremony;
  const { identityRecord: record, expiresAt: until } = asked;
  const scope = { scope: ceremony.id, browserHash };
  if (!purpose) return NO_OPTIONS;
  if (purpose !== 'enrol') {
    // What confirms signs the proposal; a proof on the way there does not.
    const boundTo = purpose === 'assert' ? asked.proposalDigest : null;
    return issueRequestOptions(scope, { purpose, passkeys, until, boundTo });
  }
  const at = now();
  const word = wordOfCeremony(ceremony, browserHash, at);
  return issueCreationOptions(scope, {
    name: passkeyName(record),
    userHandle: await enrolmentUserHandle(db(), record, word),
    exclude: usableCredentials(record, asked, at),
    isDiscoverable: true,
    until,
  });
}

async function toView(
  ceremony: LoadedCeremony,
  plan: StepPlan,
  options: PasskeyOptions,
  input: OpenInput,
  browserHash: string,
): Promise<CeremonyView> {
  const { reidentification } = ceremony;
  const { identityRecord: record } = reidentification;
  const proof =
    plan.step === 'enter-code' ? await findWaitingEmailProof(db(), ceremony.id, browserHash) : null;
  const hasProved = isProvedHere(ceremony, browserHash);
  const proved = hasProved || findEnrolledHere(ceremony) !== null;
  return {
    kind: input.kind,
    step: plan.step,
    ask: toAskView(reidentification),
    session: input.session,
    expiresAt: reidentification.expiresAt.toISOString(),
    options,
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

/**
 * Options with a fresh challenge for a page that is open already, after a failed or cancelled try; null when
 * the step changed or the session ended meanwhile.
 */
export async function refreshChallenge(input: OpenInput): Promise<PasskeyOptions | null> {
  const page = await openCeremony(input);
  if (page.kind !== 'open') return null;
  const { options } = page.view;
  return options.requestOptions || options.creationOptions ? options : null;
}
