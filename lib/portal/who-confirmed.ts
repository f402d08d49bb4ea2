import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import type { CustomerConfirmation } from '@/lib/access-records/dto';
import type { ConfirmedWhat, ConfirmedWho } from './dto';

/** Who looks: what the portal session proved, and nothing else. */
export interface ConfirmationViewer {
  provedBy: 'passkey' | 'mail' | 'supplier';
  /** Of the passkey that opened the session; null where none did. */
  holderId: string | null;
  /** The Identity Records that the session proves. */
  irs: readonly string[];
}

/** What is still known of the re-identification that confirmed. */
export interface Confirming {
  ir: string;
  /** Whose passkey confirmed; null: none did, or it is stored no more. */
  holderId: string | null;
  /** Whether the organisation named a representative as the one who speaks. */
  isRepresentative: boolean;
}

interface Asked {
  confirmation: CustomerConfirmation;
  confirming: Confirming | null;
  legalBasis: string | null;
  viewer: ConfirmationViewer;
}

export function isByLink({ method }: CustomerConfirmation): boolean {
  return method === 'magic-link';
}

function whatConfirmed({ confirmation, legalBasis }: Asked): ConfirmedWhat {
  if (confirmation.assurance !== 'proven') return 'unchecked';
  if (!isConsentBasis(legalBasis)) return 'not-needed';
  return confirmation['proposal-digest'] === null ? 'unshown' : 'allowed';
}

function isSameHolder({ confirmation, confirming, viewer }: Asked): boolean {
  return (
    !isByLink(confirmation) &&
    viewer.provedBy === 'passkey' &&
    viewer.holderId !== null &&
    viewer.holderId === confirming?.holderId
  );
}

function whoPressed(asked: Asked): ConfirmedWho {
  const { confirming, viewer } = asked;
  if (confirming === null) return 'unsaid';
  if (isSameHolder(asked)) return 'you';
  const isTheirRecord = viewer.irs.includes(confirming.ir);
  if (confirming.isRepresentative && isTheirRecord) return 'for-you';
  // A mailbox may be read by several, a supplier names no Identity Record: neither tells who pressed.
  if (isTheirRecord || viewer.provedBy === 'supplier') return 'unsaid';
  return confirming.isRepresentative ? 'for-another' : 'somebody-else';
}

/**
 * Which sentence a customer reads of a confirmation: what was confirmed, and by whom as far as this very
 * session proves. "You" is only the holder of the passkey that pressed
 * (docs/ceremonies.md#who-confirmed-an-access).
 */
export function whoConfirmed(asked: Asked): { what: ConfirmedWhat; who: ConfirmedWho } {
  return { what: whatConfirmed(asked), who: whoPressed(asked) };
}
