import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { formatTime } from '@/components/ui/format-time';
import { nameTag } from '@/components/ui/name-tag';
import type { PortalController, PortalEvent, PortalRecordView } from '@/lib/portal/dto';
import { complaintTags } from './complaint-tags';
import { EntryFacts } from './entry-facts';
import { mayObject } from './may-object';
import { NotWithdrawn } from './not-withdrawn';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';
import { ReasonGiven } from './reason-given';
import { ReleaseSection } from './release-section';
import { StateBadge, useStateWords } from './state-badge';
import { WarningCard } from './warning-card';

interface RecordBodyProps {
  view: PortalRecordView;
  /** It was to be withdrawn, and was not. */
  isNotWithdrawn: boolean;
  register: string;
}

/** One access, with its whole history and what can be done about it. */
export function RecordBody({ view, isNotWithdrawn, register }: RecordBodyProps) {
  const t = useTranslations('portal');
  const { entry, releases, history } = view;
  const { organisation, through, discovery } = entry;
  const stateWords = useStateWords(entry);
  return (
    <>
      <PortalNav here={null} />
      <p className="mb-4 print:hidden">
        <a href="/portal/records" className="text-link">
          {t('record.backToList')}
        </a>
      </p>
      <PortalHeading
        title={[isNotWithdrawn ? t('record.titleError') : stateWords, organisation, register]}
        heading={t.rich('record.heading', { organisation, ...nameTag })}
        intro={through === null ? null : t.rich('entry.through', { through, ...nameTag })}
      />
      {isNotWithdrawn ? <NotWithdrawn entry={entry} /> : null}
      <div className="space-y-8">
        {discovery && !discovery.isSuperseded ? (
          <WarningCard entry={entry} level="h2" />
        ) : (
          <Card>
            <StateBadge entry={entry} />
            <div className="mt-3">
              <EntryFacts entry={entry} />
            </div>
          </Card>
        )}
        <WhatToDo view={view} />
        {releases ? <ReleaseSection entry={entry} releases={releases} /> : null}
        {entry.controllers.length > 0 ? <Controllers view={view} /> : null}
        {discovery ? null : <Receipt id={entry.id} />}
        <History history={history} />
      </div>
    </>
  );
}

function WhatToDo({ view: { entry } }: { view: PortalRecordView }) {
  const t = useTranslations('portal.record');
  const { id, organisation, contactUrl } = entry;
  if (entry.mayWithdraw) {
    return (
      <section aria-labelledby="withdraw" className="print:hidden">
        <h2 id="withdraw" className="text-xl font-semibold">
          {t('withdrawHeading')}
        </h2>
        <p className="mt-1 mb-4 text-soft">{t('withdrawText')}</p>
        <a href={`/portal/records/${id}/withdraw`} className="button button-main">
          {t('withdrawButton')}
        </a>
      </section>
    );
  }
  if (!mayObject(entry)) return null;
  return (
    <section aria-labelledby="object">
      <h2 id="object" className="text-xl font-semibold">
        {t('objectHeading')}
      </h2>
      <p className="mt-1">{t('objectText', { organisation })}</p>
      {contactUrl ? (
        <p className="mt-4">
          <a href={contactUrl} rel="noreferrer" className="button button-quiet">
            {t('contactOf', { organisation })}
          </a>
        </p>
      ) : null}
      <p className="mt-4">{t.rich('objectThen', complaintTags)}</p>
    </section>
  );
}

function Receipt({ id }: { id: string }) {
  const t = useTranslations('portal.record');
  return (
    <section aria-labelledby="receipt" className="print:hidden">
      <h2 id="receipt" className="text-xl font-semibold">
        {t('receiptHeading')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{t('receiptText')}</p>
      <a href={`/portal/records/${id}/receipt`} className="button button-quiet">
        {t('receiptButton')}
      </a>
    </section>
  );
}

function Controllers({ view: { entry } }: { view: PortalRecordView }) {
  const t = useTranslations('portal.record');
  return (
    <section aria-labelledby="controllers">
      <h2 id="controllers" className="text-xl font-semibold">
        {t('controllersHeading')}
      </h2>
      {entry.controllers.length > 1 ? (
        <p className="mt-1 text-soft">
          {t('controllersIntro', { arrangement: entry.arrangement })}
        </p>
      ) : null}
      <ul className="mt-2 divide-y divide-line">
        {entry.controllers.map((controller) => (
          <li key={controller.name} className="py-3">
            <Controller controller={controller} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Controller({ controller }: { controller: PortalController }) {
  const t = useTranslations('portal.record');
  const { name: organisation, role, contactUrl, privacyRightsUrl } = controller;
  const links = [
    { href: contactUrl, label: t('contact'), full: t('contactOf', { organisation }) },
    { href: privacyRightsUrl, label: t('rights'), full: t('rightsOf', { organisation }) },
  ];
  return (
    <>
      <bdi className="font-medium">{organisation}</bdi>
      {role === 'lead' ? <span className="text-soft"> ({t('lead')})</span> : null}
      <span className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
        {links.map(({ href, label, full }) =>
          href ? (
            <a
              key={label}
              href={href}
              aria-label={full}
              rel="noreferrer"
              className="inline-flex min-h-8 items-center text-link"
            >
              {label}
            </a>
          ) : null,
        )}
      </span>
    </>
  );
}

function History({ history }: { history: PortalEvent[] }) {
  const t = useTranslations('portal.record');
  const locale = useLocale();
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="text-xl font-semibold">
        {t('historyHeading')}
      </h2>
      <ol className="mt-2 border-l-2 border-line pl-5">
        {history.map(({ kind, at, by, reason, reference }) => (
          <li key={`${kind} ${at} ${reference}`} className="py-2">
            <p className="font-medium">{t(`events.${kind}`, { by: by ?? '' })}</p>
            <ReasonGiven reason={reason} />
            <p className="text-soft">{formatTime(locale, at, 'dateTime')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
