import { useTranslations } from 'next-intl';
import { revocationReasons } from '@/lib/vocabulary/revocation-reasons';

/** Why an access was ended, in a line, as whoever ended it said. */
export function ReasonGiven({ reason }: { reason: string | null }) {
  const t = useTranslations('portal.record');
  const known = revocationReasons.find((candidate) => candidate === reason);
  return known ? <p>{t('reasonGiven', { reason: t(`reasonsGiven.${known}`) })}</p> : null;
}
