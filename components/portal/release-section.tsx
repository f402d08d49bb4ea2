import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/components/ui/format-day';
import { formatTime } from '@/components/ui/format-time';
import type { PortalEntry, PortalReleaseDay, PortalReleases } from '@/lib/portal/dto';
import { ReleaseTimeline } from './release-timeline';

/** So many days are read at a glance; more are folded. */
const FEW = 7;

interface ReleaseSectionProps {
  entry: PortalEntry;
  releases: PortalReleases;
}

/** When Data Providers asked about an access, and what they were answered. */
export function ReleaseSection({ entry, releases }: ReleaseSectionProps) {
  const t = useTranslations('portal.releases');
  const locale = useLocale();
  const { from, to, last } = releases;
  const span = { from: formatDay(locale, from), to: formatDay(locale, to) };
  return (
    <section aria-labelledby="releases">
      <h2 id="releases" className="text-xl font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1 text-soft">{t('intro', { organisation: entry.organisation })}</p>
      {last === null ? (
        <p className="mt-3">{t('none', span)}</p>
      ) : (
        <>
          <p className="mt-3 font-medium">
            {t(last.isAllowed ? 'lastAllowed' : 'lastRefused', {
              provider: last.provider,
              at: formatTime(locale, last.at, 'dateTime'),
            })}
          </p>
          <Asked entry={entry} releases={releases} span={span} />
        </>
      )}
    </section>
  );
}

const sum = (days: PortalReleaseDay[], of: 'allowed' | 'refused' | 'late') =>
  days.reduce((total, day) => total + day[of], 0);

interface AskedProps extends ReleaseSectionProps {
  span: { from: string; to: string };
}

function Asked({ entry, releases, span }: AskedProps) {
  const t = useTranslations('portal.releases');
  const { days } = releases;
  const late = sum(days, 'late');
  const rest = days.slice(FEW);
  return (
    <>
      <p className="mt-1">
        {t('sums', { ...span, allowed: sum(days, 'allowed'), refused: sum(days, 'refused') })}
      </p>
      {late > 0 ? (
        <p className="mt-1 font-medium">
          {t(entry.endedBy === 'customer' ? 'lateStopped' : 'lateEnded', { count: late })}
        </p>
      ) : null}
      <figure className="mt-4 rounded-xl border border-line bg-card p-3">
        <ReleaseTimeline releases={releases} label={t('chart')} />
        <figcaption className="text-sm text-soft">
          <span className="flex flex-wrap justify-between gap-x-4" aria-hidden="true">
            <span>{span.from}</span>
            <span>{span.to}</span>
          </span>
          <span className="mt-1 flex flex-wrap gap-x-4">
            <span>{t('up')}</span>
            <span>{t('down')}</span>
          </span>
        </figcaption>
      </figure>
      <Days days={days.slice(0, FEW)} />
      {rest.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-11 items-center font-medium text-anchor">
            {t('more', { count: rest.length })}
          </summary>
          <Days days={rest} />
        </details>
      ) : null}
      <p className="mt-2 text-soft">{t('older')}</p>
    </>
  );
}

/** What one Data Provider was answered on one day, in words. */
function useDayWords(): (day: PortalReleaseDay) => string {
  const t = useTranslations('portal.releases');
  return ({ allowed, refused, late }) =>
    [
      allowed > 0 ? t('dayAllowed', { count: allowed }) : null,
      refused > late ? t('dayRefused', { count: refused - late }) : null,
      late > 0 ? t('dayLate', { count: late }) : null,
    ]
      .filter((words) => words !== null)
      .join(' ');
}

function Days({ days }: { days: PortalReleaseDay[] }) {
  const locale = useLocale();
  const wordsOf = useDayWords();
  return (
    <ul className="mt-2 divide-y divide-line">
      {days.map((day, index) => (
        <li key={`${day.day} ${index}`} className="py-2">
          <span className="font-medium">{formatDay(locale, day.day)}</span>,{' '}
          <bdi>{day.provider}</bdi>: {wordsOf(day)}
        </li>
      ))}
    </ul>
  );
}
