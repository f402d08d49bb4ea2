import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatTime } from '@/components/ui/format-time';
import { StatusIcon } from '@/components/ui/status-icon';
import type { PortalDiscovery } from '@/lib/portal/dto';
import { complaintTags } from './complaint-tags';

interface WarningCardProps {
  discovery: PortalDiscovery;
  /** The heading's level where the card stands. */
  level: 'h2' | 'h3';
  children?: ReactNode;
}

/** Warns of an organisation that the smart-meter network saw and that never registered. */
export function WarningCard({ discovery, level: Heading, children }: WarningCardProps) {
  const t = useTranslations('portal.records');
  const locale = useLocale();
  const { organisation, firstSeen, lastSeen, source } = discovery;
  const first = formatTime(locale, firstSeen, 'date');
  const last = formatTime(locale, lastSeen, 'date');
  return (
    <div className="rounded-2xl border-2 border-wait bg-wait-tint p-5 sm:p-8 print:break-inside-avoid">
      <div className="flex gap-3">
        <StatusIcon tone="bad" />
        <Heading className="min-w-0 text-xl font-semibold">
          <bdi>{organisation}</bdi>
        </Heading>
      </div>
      <p className="mt-3">{t('warning', { organisation })}</p>
      <p className="mt-2">
        {t('warningSeen', { same: firstSeen === lastSeen ? 'yes' : 'no', first, last })}
      </p>
      <p className="mt-2">{t('warningReference', { reference: source })}</p>
      <p className="mt-2">{t.rich('warningDo', { organisation, ...complaintTags })}</p>
      {children}
    </div>
  );
}
