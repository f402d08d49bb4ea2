import { proves } from '@/lib/identity-records/proves';
import { now } from '@/lib/platform/clock';
import { toAskView, type AskRow } from './ask-view';
import type { Answer, AskView, Ending, EndingView } from '@/lib/ceremonies/dto';
import { returnLocation } from './return-location';

/** How a re-identification that can no longer be confirmed ended, for the customer who comes late. */
export function lateEnding(row: AskRow): Ending {
  if (row.outcome === 'confirmed') return 'used';
  if (row.outcome === 'declined') return 'declined';
  return 'expired';
}

/** Whether it can still be confirmed: not for an account that fell, nor of a record that proves nothing. */
export function isPending(row: AskRow): boolean {
  const isOpen = row.outcome === null && row.expiresAt > now();
  return isOpen && row.account.status === 'active' && proves(row.identityRecord);
}

/** The ending page of a request of which nothing is known, or of none. */
export function withoutAsk(ending: Ending): EndingView {
  return { ending, ask: null, returnLocation: null, answer: null };
}

function givenAnswer(row: AskRow, { proposal }: AskView): Answer | null {
  const asksPermission = proposal?.asksPermission ?? false;
  switch (row.outcome) {
    case 'confirmed':
      return asksPermission ? 'allowed' : 'confirmed';
    case 'declined':
      if (row.declinedReason === 'not-recognised') return 'not-recognised';
      return asksPermission ? 'refused' : 'no';
    default:
      return null;
  }
}

/** The ending page of one re-identification; an expired or declined one leads back and says so. */
export function toEndingView(row: AskRow, ending: Ending): EndingView {
  const ask = toAskView(row);
  const given = givenAnswer(row, ask);
  return {
    ending,
    ask,
    returnLocation:
      ending === 'expired'
        ? returnLocation(row, row.account, { 'dar-error': 'expired' })
        : ending === 'declined'
          ? returnLocation(row, row.account, { 'dar-error': 'declined' })
          : null,
    answer: given && row.outcomeAt ? { given, at: row.outcomeAt.toISOString() } : null,
  };
}
