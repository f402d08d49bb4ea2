import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { PortalEntry } from '@/lib/portal/dto';
import { EntryFacts } from './entry-facts';
import { EntryHeading } from './entry-heading';
import { mayObject } from './may-object';
import { StateBadge } from './state-badge';

/** One access in the list, with what can be done about it. */
export function EntryCard({ entry }: { entry: PortalEntry }) {
  const t = useTranslations('portal.records');
  const { id, organisation } = entry;
  const values = { organisation, purpose: entry.purpose ?? '' };
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="text-xl font-semibold">
            <bdi>{organisation}</bdi>
          </h3>
          <EntryHeading entry={entry} />
        </div>
        <StateBadge entry={entry} />
      </div>
      <div className="mt-2">
        <EntryFacts entry={entry} isBrief />
      </div>
      <div className="mt-4 flex flex-wrap gap-x-5 gap-y-1 print:hidden">
        {entry.mayWithdraw ? (
          <a
            href={`/portal/records/${id}/withdraw`}
            aria-label={t('withdrawOf', values)}
            className="button button-quiet"
          >
            {t('withdraw')}
          </a>
        ) : null}
        <a
          href={`/portal/records/${id}`}
          aria-label={t('showOf', values)}
          className="inline-flex min-h-12 items-center text-link"
        >
          {t('show')}
        </a>
        {mayObject(entry) ? (
          <a
            href={`/portal/records/${id}#object`}
            aria-label={t('objectOf', values)}
            className="inline-flex min-h-12 items-center text-link"
          >
            {t('objectShort')}
          </a>
        ) : null}
      </div>
    </Card>
  );
}
