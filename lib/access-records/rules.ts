import type { z } from 'zod';
import { now } from '@/lib/platform/clock';
import { isConsentBasis, legalBases } from '@/lib/vocabulary/legal-bases';

// The rules over several fields (docs/api/access-records.md#rules-of-a-record). They run on what was sent
// even where single fields failed, so each reads defensively and speaks only of what is there.

type Context = z.core.$RefinementCtx;
type Loose = Record<string, unknown>;

function asObject(value: unknown): Loose | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Loose)
    : null;
}

function child(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((current, key) => asObject(current)?.[key], value);
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function add(context: Context, path: PropertyKey[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}

function isIn(list: readonly string[], value: unknown): boolean {
  return list.some((entry) => entry === value);
}

interface Shape {
  /** Whether this number of lead controllers and controllers in all is right, and else the problem. */
  problem(leads: number, all: number): string | null;
  /** The role of everyone but the lead. */
  others: string;
}

const shapes: Record<string, Shape> = {
  sole: {
    problem: (_leads, all) => (all === 1 ? null : 'a sole arrangement has exactly one controller'),
    others: 'sole',
  },
  joint: {
    problem: (leads, all) =>
      all >= 2 && leads === 1 ? null : 'a joint arrangement has one lead and at least one joint',
    others: 'joint',
  },
  group: {
    problem: (leads, all) =>
      all >= 2 && leads === 1 ? null : 'a group arrangement has one lead and at least one member',
    others: 'member',
  },
};

/** Sole, joint and group: who may be in it, and the Article 26 reference. */
export function refuseArrangement(value: unknown, context: Context): void {
  const type = String(child(value, 'arrangement-type'));
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  const controllers = child(value, 'controllers');
  if (!shape) return;
  if (Array.isArray(controllers) && controllers.length > 0) {
    const roles = controllers.map((controller: unknown) => child(controller, 'role'));
    const leads = roles.filter((role) => role === 'lead').length;
    const problem = shape.problem(leads, roles.length);
    if (problem) add(context, ['controllers'], problem);
    roles.forEach((role, index) => {
      const fits = role === shape.others || (role === 'lead' && type !== 'sole');
      if (typeof role === 'string' && !fits) {
        add(context, ['controllers', index, 'role'], `does not go with a ${type} arrangement`);
      }
    });
  }
  const hasReference = !isAbsent(child(value, 'art26-reference'));
  if (type === 'joint' && !hasReference) {
    add(context, ['art26-reference'], 'is required for a joint arrangement');
  }
  if (type !== 'joint' && hasReference) {
    add(context, ['art26-reference'], `does not go with a ${type} arrangement`);
  }
}

/** Exactly one of the two forms of a notice. */
export function refuseNotice(value: unknown, context: Context): void {
  const forms = ['shared-notice', 'notices'].filter((form) => !isAbsent(child(value, form)));
  if (forms.length === 0) add(context, ['shared-notice'], 'or notices is required');
  if (forms.length === 2) add(context, ['notices'], 'does not go with shared-notice');
}

export function refuseTwice(value: unknown, context: Context): void {
  if (!Array.isArray(value)) return;
  const seen = new Set<unknown>();
  value.forEach((entry: unknown, index) => {
    if (seen.has(entry)) add(context, [index], 'is named twice');
    seen.add(entry);
  });
}

/** A year after `at`, to the instant. */
function yearAfter(at: Date): Date {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later;
}

/** State, start and end of the access in step with each other and with the time of submission. */
export function refuseEvent(value: unknown, context: Context): void {
  const registeredAt = Date.parse(String(child(value, 'registered-at')));
  const expiry = child(value, 'expiry');
  const expiresAt = typeof expiry === 'string' ? Date.parse(expiry) : Infinity;
  if (registeredAt > yearAfter(now()).getTime()) {
    add(context, ['registered-at'], 'lies more than a year ahead');
  }
  if (expiresAt < registeredAt) add(context, ['expiry'], 'lies before registered-at');
  const ends = expiry === null || expiresAt > now().getTime();
  if (child(value, 'state') === 'EXPIRED' && ends) {
    add(context, ['expiry'], 'must lie in the past for the state EXPIRED');
  }
}

function refuseMissingNotices(value: unknown, context: Context): void {
  const notices = child(value, 'notice', 'notices');
  const controllers = child(value, 'record-metadata', 'controller-arrangement', 'controllers');
  if (!Array.isArray(notices) || !Array.isArray(controllers)) return;
  const named = new Set(notices.map((notice: unknown) => child(notice, 'controller-name')));
  const missing = controllers
    .map((controller: unknown) => child(controller, 'name'))
    .filter((name) => typeof name === 'string' && !named.has(name));
  if (missing.length > 0) add(context, ['notice', 'notices'], 'must name every controller');
}

/** Consent needs a notice and the consent; every other basis has neither. */
export function refuseLegalBasis(value: unknown, context: Context): void {
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
    if (isConsentBasis(basis) && isAbsent(part)) add(context, path, `is required for ${basis}`);
    if (!isConsentBasis(basis) && !isAbsent(part)) add(context, path, `must be null for ${basis}`);
  }
  const consentType = child(consent, 'consent-type');
  if (basis === 'uk-explicit-consent' && consentType === 'expressed-consent') {
    add(
      context,
      ['access-event', 'consent', 'consent-type'],
      `must be explicit-consent for ${basis}`,
    );
  }
  refuseMissingNotices(value, context);
}

/** A record is linked to a person by a reference or by a token, never by both or neither. */
export function refuseLink(value: unknown, context: Context): void {
  const reference = child(value, 'record-metadata', 'identity-record-ref');
  const token = child(value, 'reidentification-token');
  if (isAbsent(reference) === isAbsent(token)) {
    const problem = isAbsent(token)
      ? 'or reidentification-token is required'
      : 'does not go with reidentification-token';
    add(context, ['record-metadata', 'identity-record-ref'], problem);
  }
}

/** A replacement keeps a record ACTIVE, so its end is yet to come; revoking is a DELETE. */
export function refuseEnding(value: unknown, context: Context): void {
  const expiry = child(value, 'access-event', 'expiry');
  if (typeof expiry === 'string' && Date.parse(expiry) <= now().getTime()) {
    add(context, ['access-event', 'expiry'], 'has passed; to end an access, DELETE it');
  }
  const state = child(value, 'access-event', 'state');
  // What is no state at all is named already.
  if (state === 'EXPIRED' || state === 'REVOKED') {
    add(context, ['access-event', 'state'], 'must be ACTIVE; to end an access, DELETE it');
  }
}
