import { now } from '@/lib/platform/clock';
import {
  addFault,
  asObject,
  child,
  isAbsent,
  type RuleContext,
} from '@/lib/platform/unchecked-value';
import { isConsentBasis, legalBases } from '@/lib/vocabulary/legal-bases';
import { refuseMissingNotices } from '@/lib/vocabulary/notice';

// The rules over several fields of a record (docs/api/access-records.md#rules-of-a-record).

function isIn(list: readonly string[], value: unknown): boolean {
  return list.some((entry) => entry === value);
}

/** A year after `at`, to the instant. */
function yearAfter(at: Date): Date {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later;
}

/** State, start and end of the access in step with each other and with the time of submission. */
export function refuseEvent(value: unknown, context: RuleContext): void {
  const registeredAt = Date.parse(String(child(value, 'registered-at')));
  const expiry = child(value, 'expiry');
  const expiresAt = typeof expiry === 'string' ? Date.parse(expiry) : Infinity;
  if (registeredAt > yearAfter(now()).getTime()) {
    addFault(context, ['registered-at'], 'lies more than a year ahead');
  }
  if (expiresAt < registeredAt) addFault(context, ['expiry'], 'lies before registered-at');
  const ends = expiry === null || expiresAt > now().getTime();
  if (child(value, 'state') === 'EXPIRED' && ends) {
    addFault(context, ['expiry'], 'must lie in the past for the state EXPIRED');
  }
}

/** Consent needs a notice and the consent; every other basis has neither. */
export function refuseLegalBasis(value: unknown, context: RuleContext): void {
  const basis = child(value, 'processing', 'legal-basis');
  // An unknown basis is refused elsewhere; what it would require is not known.
  if (typeof basis !== 'string' || !isIn(legalBases, basis)) return;
  const notice = asObject(value)?.notice;
  const consent = child(value, 'access-event', 'consent');
  const parts: [PropertyKey[], unknown][] = [
    [['notice'], notice],
    [['access-event', 'consent'], consent],
  ];
  for (const [path, part] of parts) {
    if (isConsentBasis(basis) && isAbsent(part))
      addFault(context, path, `is required for ${basis}`);
    if (!isConsentBasis(basis) && !isAbsent(part))
      addFault(context, path, `must be null for ${basis}`);
  }
  const consentType = child(consent, 'consent-type');
  if (basis === 'uk-explicit-consent' && consentType === 'expressed-consent') {
    addFault(
      context,
      ['access-event', 'consent', 'consent-type'],
      `must be explicit-consent for ${basis}`,
    );
  }
  const controllers = child(value, 'record-metadata', 'controller-arrangement', 'controllers');
  refuseMissingNotices(value, controllers, context);
}

/** A record is linked to a person by a reference or by a token, never by both or neither. */
export function refuseLink(value: unknown, context: RuleContext): void {
  const reference = child(value, 'record-metadata', 'identity-record-ref');
  const token = child(value, 'reidentification-token');
  if (isAbsent(reference) === isAbsent(token)) {
    const problem = isAbsent(token)
      ? 'or reidentification-token is required'
      : 'does not go with reidentification-token';
    addFault(context, ['record-metadata', 'identity-record-ref'], problem);
  }
}

/** One token is enough: a `reidentification-token` confirms as well. */
export function refuseTwoTokens(value: unknown, context: RuleContext): void {
  const tokens = ['reidentification-token', 'confirmation-token'] as const;
  const isGiven = (token: string) => !isAbsent(child(value, token)) && child(value, token) !== '';
  if (tokens.every(isGiven)) {
    addFault(context, ['confirmation-token'], 'does not go with reidentification-token');
  }
}

/** A replacement keeps a record ACTIVE, so its end is yet to come; revoking is a DELETE. */
export function refuseEnding(value: unknown, context: RuleContext): void {
  const expiry = child(value, 'access-event', 'expiry');
  if (typeof expiry === 'string' && Date.parse(expiry) <= now().getTime()) {
    addFault(context, ['access-event', 'expiry'], 'has passed; to end an access, DELETE it');
  }
  const state = child(value, 'access-event', 'state');
  // What is no state at all is named already.
  if (state === 'EXPIRED' || state === 'REVOKED') {
    addFault(context, ['access-event', 'state'], 'must be ACTIVE; to end an access, DELETE it');
  }
}
