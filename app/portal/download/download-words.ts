import type { Locale, useTranslations } from 'next-intl';
import { basisKey } from '@/components/portal/basis-key';
import { confirmationWords, firstStoredWords } from '@/components/portal/confirmation-words';
import { stateKey } from '@/components/portal/state-key';
import { dataTypes } from '@/lib/vocabulary/data-types';
import type { TableWords } from '@/lib/portal/table-row';

/** The words of the portal's table, from its catalogue. */
export function downloadWords(
  t: ReturnType<typeof useTranslations<'portal'>>,
  locale: Locale,
): TableWords {
  return {
    columns: {
      organisation: t('download.organisation'),
      through: t('download.through'),
      contact: t('record.contact'),
      joint: t('entry.joint'),
      group: t('entry.group'),
      state: t('download.state'),
      why: t('entry.why'),
      confirmation: t('confirmation.name'),
      stored: t('confirmation.storedName'),
      purpose: t('entry.purpose'),
      what: t('entry.what'),
      since: t('entry.since'),
      entered: t('entry.entered'),
      until: t('entry.until'),
      ended: t('entry.ended'),
      asked: t('download.asked'),
      terms: t('entry.terms'),
      recipients: t('entry.recipients'),
      reference: t('entry.reference'),
      firstSeen: t('download.firstSeen'),
      lastSeen: t('download.lastSeen'),
      registeredLater: t('entry.registeredLater'),
    },
    state: (entry) => {
      const words = t(`states.${stateKey(entry)}`);
      return entry.disputedAt === null ? words : t('entry.stateDisputed', { state: words });
    },
    basis: (entry) => t(`bases.${basisKey(entry)}`),
    confirmation: (confirmation) => confirmationWords(t, locale, confirmation),
    stored: (confirmation) => firstStoredWords(t, locale, confirmation) ?? '',
    dataType: (type) => {
      const known = dataTypes.find((candidate) => candidate === type);
      return known ? t(`dataTypes.${known}`) : type;
    },
    version: (version) => t('entry.version', { version }),
    askedDay: ({ day, allowed, refused }) => t('download.askedDay', { day, allowed, refused }),
  };
}
