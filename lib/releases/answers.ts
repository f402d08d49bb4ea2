import type { Decision } from './decide';
import type { Reason } from './reasons';

/** What each reason says to whoever reads a log; programs go by the code. */
export const reasonTexts: Record<Reason, string> = {
  'not-understood':
    'The question says something that the register does not understand, so it answers for none of it.',
  'data-not-named':
    'The question does not name the kinds of data and the days that are to be released.',
  'no-such-access':
    'No access of this Data User at this meter point is registered under this access key.',
  'organisation-suspended': 'The Data User is suspended or terminated.',
  'not-started': 'The access has not started yet.',
  ended: 'The access was revoked or has expired, or days lie after its expiry.',
  'data-type-not-covered': 'The access does not cover all of these kinds of data.',
  'before-occupancy': 'Days lie before the time of the customer whom the access is about.',
  'tenancy-changed': 'Days lie on or after a Change of Tenancy at this meter point.',
  permitted: 'The release of what was asked for is permitted, this once.',
};

/** A decision as AuthZEN answers it. */
export interface EvaluationAnswer {
  decision: boolean;
  context: {
    'decision-id'?: string;
    reason?: { code: Reason; text: string };
    /** Of a permit: when the access ends; null: no end. */
    expiry?: string | null;
    'earliest-data-date'?: string;
    'latest-data-date'?: string;
    /** It lacks something; it was not decided. */
    error?: { status: 400; message: string };
  };
}

/** What the refused may know of the days that would not have been refused. */
function datesOf({ reason, earliest, latest }: Decision) {
  if (reason === 'before-occupancy' && earliest) return { 'earliest-data-date': earliest };
  if (reason === 'ended' && latest) return { 'latest-data-date': latest };
  return {};
}

/** The answer to a question that was decided (docs/api/releases.md#the-answer). */
export function toEvaluationAnswer(decision: Decision): EvaluationAnswer {
  const { id, reason, expiry } = decision;
  const isPermitted = reason === 'permitted';
  return {
    decision: isPermitted,
    context: {
      'decision-id': id,
      reason: { code: reason, text: reasonTexts[reason] },
      ...(isPermitted ? { expiry: expiry?.toISOString() ?? null } : {}),
      ...datesOf(decision),
    },
  };
}

/** The answer to a member of a batch that lacks something. */
export function toErrorMember(message: string): EvaluationAnswer {
  return { decision: false, context: { error: { status: 400, message } } };
}
