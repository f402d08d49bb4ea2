import type { useTranslations } from 'next-intl';
import { dataTypes } from '@/lib/vocabulary/data-types';
import { legalBases } from '@/lib/vocabulary/legal-bases';
import type { DownloadWords } from '@/lib/portal/download-records';

const states = ['ACTIVE', 'EXPIRED', 'REVOKED', 'DISCOVERED'] as const;

/** The words of the portal's table, from its catalogue. */
export function downloadWords(t: ReturnType<typeof useTranslations<'portal'>>): DownloadWords {
  return {
    columns: [
      t('download.organisation'),
      t('download.state'),
      t('entry.why'),
      t('entry.purpose'),
      t('entry.what'),
      t('entry.since'),
      t('entry.until'),
      t('entry.ended'),
    ],
    state: (state, isDisputed) => {
      const known = states.find((candidate) => candidate === state);
      const words = known ? t(`states.${known}`) : state;
      return isDisputed ? t('entry.stateDisputed', { state: words }) : words;
    },
    basis: (basis) => t(`bases.${legalBases.find((known) => known === basis) ?? 'none'}`),
    dataType: (type) => {
      const known = dataTypes.find((candidate) => candidate === type);
      return known ? t(`dataTypes.${known}`) : type;
    },
  };
}
