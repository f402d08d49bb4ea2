import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/components/ui/format-day';
import { formatTime } from '@/components/ui/format-time';
import type { PortalEntry } from '@/lib/portal/dto';
import { basisKey } from './basis-key';
import { DataInWords } from './data-in-words';
import { EntryFacts } from './entry-facts';
import type { InCommon } from './in-common';
import { mayObject } from './may-object';
import { StateBadge } from './state-badge';

/** From when until when an access holds, or when it ended, in a sentence. */
function useTimes({ state, registeredAt, expiry, revokedAt }: PortalEntry): string {
  const t = useTranslations('portal.row');
  const locale = useLocale();
  const since = formatTime(locale, registeredAt, 'date');
  const ended = state === 'REVOKED' ? revokedAt : state === 'EXPIRED' ? expiry : null;
  if (ended !== null) return t('was', { since, ended: formatTime(locale, ended, 'date') });
  return expiry === null
    ? t('open', { since })
    : t('until', { since, until: formatTime(locale, expiry, 'date') });
}

interface EntryRowProps {
  entry: PortalEntry;
  inCommon: InCommon;
}

/** What a control is about, for whoever hears it alone; rows with one purpose are told apart by what allows them. */
function useAbout({ entry, inCommon }: EntryRowProps): { organisation: string; purpose: string } {
  const t = useTranslations('portal');
  const { organisation, purpose } = entry;
  const isRepeated = inCommon.repeatedPurposes.has(purpose);
  const basis = isRepeated ? ` (${t(`bases.${basisKey(entry)}`)})` : '';
  return { organisation, purpose: `${purpose ?? ''}${basis}` };
}

/** What can be done about an access that runs: stop it, or else why not and what can be done instead. */
function WhatToDo(props: EntryRowProps) {
  const t = useTranslations('portal.row');
  const { entry } = props;
  const { id } = entry;
  const values = useAbout(props);
  if (entry.mayWithdraw) {
    return (
      <a
        href={`/portal/records/${id}/withdraw`}
        aria-label={t('stopOf', values)}
        className="button button-quiet mt-3 print:hidden"
      >
        {t('stop')}
      </a>
    );
  }
  if (!mayObject(entry)) return null;
  return (
    <p className="mt-2">
      {t('fixed')}{' '}
      <a
        href={`/portal/records/${id}#object`}
        aria-label={t('objectOf', values)}
        className="inline-block py-1 text-link print:hidden"
      >
        {t('object')}
      </a>
    </p>
  );
}

/** All that the list knows of one access, folded, and the way to its page. */
function More(props: EntryRowProps) {
  const t = useTranslations('portal.row');
  const { entry } = props;
  const { id } = entry;
  const values = useAbout(props);
  return (
    <details className="mt-1">
      <summary
        aria-label={t('moreOf', values)}
        className="inline-flex min-h-11 items-center font-medium text-anchor"
      >
        {t('more')}
      </summary>
      <EntryFacts entry={entry} isBrief />
      <a
        href={`/portal/records/${id}`}
        aria-label={t('showOf', values)}
        className="inline-flex min-h-11 items-center text-link print:hidden"
      >
        {t('show')}
      </a>
    </details>
  );
}

/** One access of an organisation in the list. */
export function EntryRow(props: EntryRowProps) {
  const { entry, inCommon } = props;
  const t = useTranslations('portal');
  const locale = useLocale();
  const times = useTimes(entry);
  return (
    <li className="py-4 print:break-inside-avoid">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        {entry.purpose ? (
          <h4 className="min-w-0 font-semibold">
            <bdi>{entry.purpose}</bdi>
          </h4>
        ) : null}
        {entry.state === 'ACTIVE' && entry.disputedAt === null ? null : (
          <StateBadge entry={entry} />
        )}
      </div>
      {inCommon.basis ? null : <p className="font-medium">{t(`bases.${basisKey(entry)}`)}</p>}
      {inCommon.data ? null : (
        <p className="mt-1">
          <DataInWords types={entry.dataTypes} />
        </p>
      )}
      {entry.discovery === null ? (
        <p className="mt-1 text-soft">
          {times}
          {entry.lastReleasedOn === null
            ? null
            : ` ${t('row.released', { day: formatDay(locale, entry.lastReleasedOn) })}`}
        </p>
      ) : null}
      {entry.disputedAt ? (
        <p className="mt-1">
          <strong className="text-wait">{t('entry.disputed')}.</strong>{' '}
          {t('entry.disputedText', { at: formatTime(locale, entry.disputedAt, 'date') })}
        </p>
      ) : null}
      <WhatToDo {...props} />
      <More {...props} />
    </li>
  );
}
