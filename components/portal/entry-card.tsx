import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { PortalEntry } from '@/lib/portal/dto';
import { EntryFacts } from './entry-facts';
import { StateBadge } from './state-badge';

/** One access in the list, with what can be done about it. */
export function EntryCard({ entry }: { entry: PortalEntry }) {
  const t = useTranslations('portal.records');
  const { id, organisation } = entry;
  return (
    <Card labelledBy={`entry-${id}`}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 id={`entry-${id}`} className="min-w-0 text-xl font-semibold">
          <bdi>{organisation}</bdi>
        </h3>
        <StateBadge state={entry.state} />
      </div>
      <div className="mt-2">
        <EntryFacts entry={entry} />
      </div>
      <div className="mt-4 flex flex-wrap gap-3 print:hidden">
        {entry.mayWithdraw ? (
          <a
            href={`/portal/records/${id}/withdraw`}
            aria-label={t('withdrawOf', { organisation })}
            className="button button-quiet"
          >
            {t('withdraw')}
          </a>
        ) : null}
        <a
          href={`/portal/records/${id}`}
          aria-label={t('showOf', { organisation })}
          className="inline-flex min-h-12 items-center text-link"
        >
          {t('show')}
        </a>
      </div>
    </Card>
  );
}
