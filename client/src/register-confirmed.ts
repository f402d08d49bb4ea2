import type { components } from './api-types.js';
import type { Attempt, ProposedAccess } from './attempt.js';
import { dataOf, type RegisterClient } from './create-register-client.js';
import type { RequestBody } from './request-body.js';

/** That a customer confirmed, as an access record carries it. */
export type CustomerConfirmation = components['schemas']['CustomerConfirmation'];

type AccessRecord = RequestBody<'/access-records', 'post'>;
type Arrangement = AccessRecord['record-metadata']['controller-arrangement'];
type Consent = AccessRecord['access-event']['consent'];

/** What of an access record is no part of a proposal. */
export interface RegistrationDetails {
  /** Since when the access is allowed, RFC 3339; now if left out. */
  registeredAt?: string;
  /** Your own reference. */
  controllerReference?: string;
  /** The arrangement of UK GDPR Article 26; required of joint controllers. */
  art26Reference?: string;
  /** How consent was given, in your words; with the consent bases only. */
  consentMethod?: string;
}

function arrangementOf(
  { controllers }: ProposedAccess,
  { art26Reference }: RegistrationDetails,
): Arrangement {
  const roles = controllers.map(({ role }) => role);
  const type = roles.includes('joint') ? 'joint' : roles.includes('member') ? 'group' : 'sole';
  return {
    'arrangement-type': type,
    controllers,
    ...(art26Reference === undefined ? {} : { 'art26-reference': art26Reference }),
  };
}

function consentOf(
  basis: ProposedAccess['legal-basis'],
  { consentMethod }: RegistrationDetails,
): Consent {
  if (basis !== 'uk-consent' && basis !== 'uk-explicit-consent') return null;
  const type = basis === 'uk-explicit-consent' ? 'explicit-consent' : 'expressed-consent';
  return {
    'consent-type': type,
    ...(consentMethod === undefined ? {} : { method: consentMethod }),
  };
}

/** Whom the record is about: your own Identity Record and its confirmation, or whom the token proved. */
function linkOf({ subject, tokenRef }: Attempt) {
  return 'ir' in subject
    ? { reference: subject.ir, token: { 'confirmation-token': tokenRef } }
    : { reference: null, token: { 'reidentification-token': tokenRef } };
}

/**
 * Registers exactly what the customer was shown and confirmed, with their confirmation, within the hour
 * (docs/api/proposals.md#registering-what-was-confirmed). Ask `confirm` first: what is not confirmed is refused.
 * Answers the access key: keep it secret.
 *
 * @throws {TypeError} nothing was proposed with this attempt
 */
export async function registerConfirmed(
  client: RegisterClient,
  attempt: Attempt,
  details: RegistrationDetails = {},
): Promise<{ key: string; expiry: string | null }> {
  const proposal = attempt.proposedAccess;
  if (!proposal) throw new TypeError('nothing was proposed with this attempt');
  const { 'legal-basis': basis, purpose, 'data-types': types, recipients } = proposal;
  const { reference, token } = linkOf(attempt);
  const body: AccessRecord = {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': arrangementOf(proposal, details),
      'identity-record-ref': reference,
    },
    notice: proposal.notice ?? null,
    processing: {
      'legal-basis': basis,
      purpose,
      'data-types': types,
      ...(recipients ? { recipients } : {}),
    },
    'access-event': {
      state: 'ACTIVE',
      'registered-at': details.registeredAt ?? new Date().toISOString(),
      expiry: proposal.expiry,
      ...(details.controllerReference === undefined
        ? {}
        : { 'controller-reference': details.controllerReference }),
      consent: consentOf(basis, details),
    },
    ...token,
  };
  const { 'access-token': access } = await dataOf(client.POST('/access-records', { body }));
  return { key: access.key, expiry: access.expiry };
}
