import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import { formatTime } from '@/components/ui/format-time';
import type { PortalEntry, PortalListView, PortalLook } from '@/lib/portal/dto';
import { EntryCard } from './entry-card';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';
import { PropertyHeader } from './property-header';
import { WarningCard } from './warning-card';

interface RecordsBodyProps {
  view: PortalListView;
  /** What was to be withdrawn is not in the list. */
  isNotFound: boolean;
  register: string;
}

/** The list: the property, then warnings, then what is active, then what has ended, then who looked. */
export function RecordsBody({ view, isNotFound, register }: RecordsBodyProps) {
  const t = useTranslations('portal.records');
  const { warnings, active, ended } = view;
  return (
    <>
      <PortalNav here="records" />
      <PortalHeading title={[t('title'), register]} heading={t('heading')} />
      {isNotFound ? (
        <div role="status">
          <ActionPanel tone="wait" text={t('notFound')} />
        </div>
      ) : null}
      <PropertyHeader view={view} />
      {view.hasLeft ? <ActionPanel tone="plain" text={t('left')} /> : null}
      {view.isWhole ? null : <ActionPanel tone="plain" text={t('partial')} />}
      {warnings.length > 0 ? (
        <Section id="warnings" heading={t('warningHeading')}>
          {warnings.map((entry) => (
            <WarningCard key={entry.id} entry={entry} level="h3">
              <p className="mt-2 print:hidden">
                <a
                  href={`/portal/records/${entry.id}`}
                  aria-label={`${t('show')}: ${entry.organisation}`}
                  className="inline-flex min-h-11 items-center text-link"
                >
                  {t('show')}
                </a>
              </p>
            </WarningCard>
          ))}
        </Section>
      ) : null}
      {active.length > 0 || view.totals.active === 0 ? (
        <Entries
          id="active"
          heading={t(view.hasLeft ? 'activeThen' : 'activeHeading')}
          none={t(noneActive(view))}
          entries={active}
        />
      ) : null}
      {ended.length > 0 || view.totals.ended === 0 ? (
        <Entries id="ended" heading={t('endedHeading')} none={t('noneEnded')} entries={ended} />
      ) : null}
      <Pages view={view} />
      {view.isWhole ? <Looks looks={view.looks} /> : null}
      <WaysOn view={view} />
    </>
  );
}

/** That nobody is registered may be said only to who sees all of the meter point. */
function noneActive({ hasLeft, isWhole }: PortalListView): 'noneThen' | 'none' | 'nonePartial' {
  if (!isWhole) return 'nonePartial';
  return hasLeft ? 'noneThen' : 'none';
}

/** The way to the rest of a list that is too long for one page. */
function Pages({ view: { isFurther, next } }: { view: PortalListView }) {
  const t = useTranslations('portal.records');
  if (!isFurther && next === null) return null;
  return (
    <nav aria-label={t('pages')} className="mt-8 flex flex-wrap gap-x-5 gap-y-1 print:hidden">
      {isFurther ? (
        <a href="/portal/records" className="inline-flex min-h-12 items-center text-link">
          {t('firstPage')}
        </a>
      ) : null}
      {next === null ? null : (
        <a href={`/portal/records?after=${next}`} className="button button-quiet">
          {t('nextPage')}
        </a>
      )}
    </nav>
  );
}

interface SectionProps {
  id: string;
  heading: string;
  children: ReactNode;
}

function Section({ id, heading, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-4 text-2xl font-semibold">
        {heading}
      </h2>
      <div className="space-y-5">{children}</div>
    </section>
  );
}

function Entries(props: { id: string; heading: string; none: string; entries: PortalEntry[] }) {
  const { id, heading, none, entries } = props;
  return (
    <Section id={id} heading={heading}>
      {entries.length === 0 ? <p className="text-soft">{none}</p> : null}
      {entries.map((entry) => (
        <EntryCard key={entry.id} entry={entry} />
      ))}
    </Section>
  );
}

function Looks({ looks }: { looks: PortalLook[] }) {
  const t = useTranslations('portal.records');
  const locale = useLocale();
  return (
    <Section id="looks" heading={t('looksHeading')}>
      <p className="text-soft">{t(looks.length > 0 ? 'looksIntro' : 'noLooks')}</p>
      {looks.length > 0 ? (
        <ul className="divide-y divide-line">
          {looks.map(({ at, by, role }) => (
            <li key={`${at} ${by}`} className="py-2">
              <bdi className="font-medium">{by}</bdi> ({t('looksRole', { role })}),{' '}
              {formatTime(locale, at, 'dateTime')}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function WaysOn({ view }: { view: PortalListView }) {
  const t = useTranslations('portal.records');
  return (
    <div className="print:hidden">
      <Section id="keep" heading={t('keepHeading')}>
        <ul className="list-disc space-y-2 pl-5">
          <li>
            <a href="/portal/download/csv" className="text-link" download>
              {t('csv')}
            </a>
          </li>
          <li>
            <a href="/portal/download/json" className="text-link" download>
              {t('json')}
            </a>
          </li>
          <li>{t('print')}</li>
        </ul>
      </Section>
      <div className="mt-10 space-y-4">
        {view.mayChange ? (
          <form method="post" action="/portal/sign-in/again">
            <button type="submit" name="next" value="records" className="min-h-11 text-link">
              {t('change')}
            </button>
          </form>
        ) : null}
        {view.back ? (
          <p>
            <a href={view.back.url} className="button button-quiet">
              {t('back', { host: view.back.host })}
            </a>
          </p>
        ) : null}
      </div>
    </div>
  );
}
