import type { Locale } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import type { ReceiptClaims } from '@/lib/receipts/dto';
import { fillIn } from './fill-in';
import type { FactWords } from './words';

const methods = ['magic-link', 'passkey-assert', 'passkey-register'] as const;

/** How the customer confirmed, and no more than the register knows of it. */
export function confirmationInWords(
  { confirmation, record }: ReceiptClaims,
  { confirmation: words }: FactWords,
  locale: Locale,
): string {
  const method = methods.find((known) => known === confirmation?.method);
  if (!confirmation || !method) {
    return fillIn(words.none, { by: record.party_identification.registered_by });
  }
  const at = formatTime(locale, confirmation['confirmed-at'], 'dateTime');
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
