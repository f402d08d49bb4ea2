import { useLocale, useTranslations } from 'next-intl';
import { Fact } from '@/components/ui/fact';
import type { PortalEntry } from '@/lib/portal/dto';
import { confirmationWords, firstStoredWords } from './confirmation-words';

interface ConfirmationFactProps {
  entry: PortalEntry;
  /** One of many on the page: the sentence alone. */
  isBrief: boolean;
}

/** Who confirmed an access, as far as is known; nothing where nobody registered it. */
export function ConfirmationFact({ entry: { confirmation }, isBrief }: ConfirmationFactProps) {
  const t = useTranslations('portal');
  const locale = useLocale();
  if (confirmation === null) return null;
  const stored = isBrief ? null : firstStoredWords(t, locale, confirmation);
  return (
    <Fact name={t('confirmation.name')}>
      <p>
        <bdi>{confirmationWords(t, locale, confirmation)}</bdi>
      </p>
      {stored === null ? null : (
        <p className="mt-1 text-soft">
          <bdi>{stored}</bdi>
        </p>
      )}
    </Fact>
  );
}
