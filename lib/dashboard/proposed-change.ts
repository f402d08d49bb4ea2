import type { AnsweredRecord } from '@/lib/access-records/dto';
import { londonDateOf, londonMidnight, parseDate } from '@/lib/platform/calendar';
import type { Proposal } from '@/lib/proposals/dto';

/** What a clerk may change of a record, as typed; the rest of it stays. */
export interface TypedChange {
  purpose: string | undefined;
  dataTypes: string[];
  /** `YYYY-MM-DD`; undefined: no end. */
  endsOn: string | undefined;
}

/** The day on which a record ends in Great Britain, as the form holds it; empty: no end. */
export function endingDay({ 'access-event': { expiry } }: AnsweredRecord): string {
  return expiry === null ? '' : londonDateOf(new Date(expiry));
}

/** The instant of the day that was typed; that of the record where the day is still the same. */
function expiryOf(record: AnsweredRecord, endsOn: string | undefined): string | null {
  if (endsOn === undefined) return null;
  if (endsOn === endingDay(record)) return record['access-event'].expiry;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(endsOn) && !Number.isNaN(Date.parse(endsOn));
  return isDay ? londonMidnight(parseDate(endsOn)).toISOString() : endsOn;
}

/** A changed record as a `proposed-access`, to be parsed (docs/api/proposals.md#what-a-proposal-holds). */
export function toProposedAccess(record: AnsweredRecord, typed: TypedChange) {
  const { processing, notice, 'record-metadata': metadata } = record;
  return {
    'legal-basis': processing['legal-basis'],
    purpose: typed.purpose,
    'data-types': typed.dataTypes,
    expiry: expiryOf(record, typed.endsOn),
    controllers: metadata['controller-arrangement'].controllers,
    recipients: processing.recipients,
    notice,
  };
}

/** The body, to be parsed, that makes a record what its customer confirmed with the token. */
export function toReplacement(record: AnsweredRecord, proposal: Proposal, tokenRef: string) {
  const { purpose, 'data-types': dataTypes, expiry } = proposal;
  return {
    ...record,
    processing: { ...record.processing, purpose, 'data-types': dataTypes },
    'access-event': { ...record['access-event'], expiry },
    'confirmation-token': tokenRef,
  };
}
