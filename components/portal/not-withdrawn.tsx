import { useLocale, useTranslations } from 'next-intl';
import { ActionPanel } from '@/components/ui/action-panel';
import { formatTime } from '@/components/ui/format-time';
import type { PortalEntry } from '@/lib/portal/dto';

/** Says why nothing was withdrawn of an access that cannot be, or that had ended by then. */
export function NotWithdrawn({ entry: { state, expiry, revokedAt } }: { entry: PortalEntry }) {
  const t = useTranslations('portal.record');
  const locale = useLocale();
  const endedAt = state === 'ACTIVE' ? null : (revokedAt ?? expiry);
  const text = endedAt
    ? t('hadEnded', { at: formatTime(locale, endedAt, 'dateTime') })
    : t('notWithdrawn');
  return (
    <div role="status">
      <ActionPanel tone="wait" text={text} />
    </div>
  );
}
