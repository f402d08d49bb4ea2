import type { Locale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import type { PortalConfirmation } from '@/lib/portal/dto';

type PortalWords = ReturnType<typeof useTranslations<'portal'>>;

/** How an access came to be, in one sentence. */
export function confirmationWords(
  t: PortalWords,
  locale: Locale,
  confirmation: PortalConfirmation,
): string {
  if (confirmation.kind === 'registered') {
    const { by, says } = confirmation;
    return says === null
      ? t('confirmation.registered', { by })
      : t('confirmation.registeredSaying', { by, says });
  }
  const { what, who, means } = confirmation;
  const at = formatTime(locale, confirmation.at, 'dateTime');
  if (what === 'unchecked') return t('confirmation.unchecked', { at });
  return t(`confirmation.${what}.${who}`, { at, means });
}

/** When, and through whom, what confirmed was first stored; null where that is not known. */
export function firstStoredWords(
  t: PortalWords,
  locale: Locale,
  confirmation: PortalConfirmation,
): string | null {
  if (confirmation.kind === 'registered' || confirmation.stored === null) return null;
  const { means, stored } = confirmation;
  const at = formatTime(locale, stored.at, 'date');
  if (stored.isInPortal) return t('confirmation.storedHere', { at });
  return stored.through === null
    ? t('confirmation.storedElsewhere', { at, means })
    : t('confirmation.stored', { at, means, through: stored.through });
}
