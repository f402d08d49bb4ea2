import type { ReceiptClaims } from '@/lib/receipts/dto';
import { fillIn } from './fill-in';
import { timeInWords } from './time-in-words';
import type { FactWords } from './words';

const methods = ['magic-link', 'passkey-assert', 'passkey-register'] as const;

/** How the customer confirmed, and no more than the register knows of it. */
export function confirmationInWords(
  { confirmation, record }: ReceiptClaims,
  facts: FactWords,
): string {
  const { confirmation: words } = facts;
  const method = methods.find((known) => known === confirmation?.method);
  if (!confirmation || !method) {
    return fillIn(words.none, { by: record.party_identification.registered_by });
  }
  const at = timeInWords(facts, confirmation['confirmed-at'], 'dateTime');
  const isShown = confirmation['proposal-digest'] !== null;
  return [
    fillIn(words[method], { at }),
    isShown ? words.shown : words.notShown,
    confirmation.assurance === 'proven' ? null : words.unproven,
    confirmation.bound ? null : words.unbound,
  ]
    .filter(Boolean)
    .join(' ');
}
