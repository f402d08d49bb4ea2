import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionPanel } from '@/components/ui/action-panel';
import type { PortalEntry, PortalListView } from '@/lib/portal/dto';
import { EntryGroupCard } from './entry-group-card';
import { groupEntries } from './group-entries';
import { ListOfLooks } from './list-of-looks';
import { ListSummary } from './list-summary';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';
import { PropertyHeader } from './property-header';
import { WaitingRequests } from './waiting-requests';
import { WarningCard } from './warning-card';

/** What the list says first of what was just tried. */
export type RecordsNote = 'not-found' | 'request-over' | 'request-refused';

const errors: (RecordsNote | null)[] = ['not-found', 'request-over'];

interface RecordsBodyProps {
  view: PortalListView;
  note: RecordsNote | null;
  register: string;
}

/** The list: the property, how many, what waits for an answer, then warnings, what is active, what has ended, who looked. */
export function RecordsBody({ view, note, register }: RecordsBodyProps) {
  const t = useTranslations('portal.records');
  const { warnings, active, ended } = view;
  return (
    <>
      <PortalNav here="records" />
      <PortalHeading
        title={[t(errors.includes(note) ? 'titleError' : 'title'), register]}
        heading={t('heading')}
      />
      {note ? (
        <div role="status">
          <ActionPanel tone={errors.includes(note) ? 'wait' : 'good'} text={t(`notes.${note}`)} />
        </div>
      ) : null}
      <PropertyHeader view={view} />
      <ListSummary view={view} />
      <WaitingRequests requests={view.requests} />
      {view.hasLeft ? <Left hasProvenResidence={view.hasProvenResidence} /> : null}
      {view.isWhole ? null : <ActionPanel tone="plain" text={t('partial')} />}
      {warnings.length > 0 ? <Warnings warnings={warnings} /> : null}
      {active.length > 0 || view.totals.active === 0 ? (
        <Entries
          id="active"
          heading={t(view.hasLeft ? 'activeThen' : 'activeHeading')}
          none={t(noneActive(view))}
          entries={active}
        />
      ) : null}
      {ended.length > 0 ? (
        <Entries id="ended" heading={t('endedHeading')} none={null} entries={ended} />
      ) : null}
      <Pages view={view} />
      {view.isWhole ? (
        <Section id="looks" heading={t('looksHeading')}>
          <ListOfLooks looks={view.looks} />
        </Section>
      ) : null}
      <WaysOn view={view} />
    </>
  );
}

/** That the list ends with the customer's own time, and what to do where they never moved. */
function Left({ hasProvenResidence }: { hasProvenResidence: boolean }) {
  const t = useTranslations('portal.records');
  return (
    <ActionPanel tone="plain" text={t(hasProvenResidence ? 'leftProven' : 'left')}>
      <a
        href="/portal/residence"
        className="inline-flex min-h-11 items-center text-link print:hidden"
      >
        {t(hasProvenResidence ? 'leftMore' : 'leftWrong')}
      </a>
    </ActionPanel>
  );
}

/** That nobody is registered may be said only to who sees all of the meter point. */
function noneActive({ hasLeft, isWhole }: PortalListView): 'noneThen' | 'none' | 'nonePartial' {
  if (!isWhole) return 'nonePartial';
  return hasLeft ? 'noneThen' : 'none';
}

function Warnings({ warnings }: { warnings: PortalEntry[] }) {
  const t = useTranslations('portal.records');
  return (
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
  );
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
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="mb-3 text-2xl font-semibold">
        {heading}
      </h2>
      <div className="space-y-4">{children}</div>
    </section>
  );
}

interface EntriesProps {
  id: string;
  heading: string;
  none: string | null;
  entries: PortalEntry[];
}

function Entries({ id, heading, none, entries }: EntriesProps) {
  return (
    <Section id={id} heading={heading}>
      {entries.length === 0 && none !== null ? <p className="text-soft">{none}</p> : null}
      {groupEntries(entries).map((group) => (
        <EntryGroupCard key={group.key} group={group} />
      ))}
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
      <div className="mt-8 space-y-4">
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
