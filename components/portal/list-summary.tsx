import { useTranslations } from 'next-intl';
import type { PortalListView } from '@/lib/portal/dto';

/**
 * How many may use the data, in one line. Organisations are counted where all that run stand on this page, else
 * what they use the data for.
 */
function useNow({ totals, active, hasLeft, isWhole }: PortalListView): string {
  const t = useTranslations('portal.records.summary');
  const seen = isWhole ? 'all' : 'some';
  if (active.length < totals.active) {
    return t(hasLeft ? 'thenMany' : 'nowMany', { count: totals.active });
  }
  const count = new Set(active.map(({ organisation }) => organisation)).size;
  return t(hasLeft ? 'then' : 'now', { count, seen });
}

/** What the list is about to say, for who reads nothing else of it. */
export function ListSummary({ view }: { view: PortalListView }) {
  const t = useTranslations('portal.records.summary');
  const now = useNow(view);
  const { ended, warnings } = view.totals;
  // Who does not see all is told nothing of warnings: none to be seen would read as none at all.
  const shownWarnings = view.isWhole ? warnings : 0;
  return (
    <p className="mb-5 text-lg font-semibold">
      {now} {ended > 0 ? t('ended', { count: ended }) : null}{' '}
      {shownWarnings > 0 ? (
        <a href="#warnings" className="text-link">
          {t('warnings', { count: shownWarnings })}
        </a>
      ) : null}
    </p>
  );
}
