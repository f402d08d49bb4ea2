import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { StatusIcon } from '@/components/ui/status-icon';
import type { PortalEntry } from '@/lib/portal/dto';
import { complaintTags } from './complaint-tags';
import { EntryFacts } from './entry-facts';

interface WarningCardProps {
  entry: PortalEntry;
  /** The heading's level where the card stands. */
  level: 'h2' | 'h3';
  children?: ReactNode;
}

/** Warns of an organisation that the smart-meter network saw and that never registered. */
export function WarningCard({ entry, level: Heading, children }: WarningCardProps) {
  const t = useTranslations('portal.records');
  const { organisation } = entry;
  return (
    <div className="rounded-2xl border-2 border-wait bg-wait-tint p-5 sm:p-8 print:break-inside-avoid">
      <div className="flex gap-3">
        <StatusIcon tone="bad" />
        <Heading className="min-w-0 text-xl font-semibold">
          <bdi>{organisation}</bdi>
        </Heading>
      </div>
      <p className="mt-3">{t('warning', { organisation })}</p>
      <div className="mt-2">
        <EntryFacts entry={entry} />
      </div>
      <p className="mt-2">{t.rich('warningDo', { organisation, ...complaintTags })}</p>
      {children}
    </div>
  );
}
