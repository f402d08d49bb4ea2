import { useLocale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import type { AskView } from '@/lib/ceremonies/dto';

/** What the button says whose press is the permission; null: no press on this page is one. */
export function useAllowLabel({ organisation, proposal }: AskView): string | null {
  const t = useTranslations('permission');
  const locale = useLocale();
  if (!proposal?.asksPermission) return null;
  const { legalBasis, until, actsFor, otherControllers, recipients } = proposal;
  const isAlone = actsFor === null && otherControllers.length + recipients.length === 0;
  const who = { organisation, others: isAlone ? 'no' : 'yes' };
  if (legalBasis !== 'uk-explicit-consent') return t('allow', who);
  return t('allowExplicit', {
    ...who,
    until: until ? formatTime(locale, until, 'date') : 'none',
  });
}
