import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatTime } from '@/components/ui/format-time';
import { ShortFact } from '@/components/ui/short-fact';
import type { AskView } from '@/lib/ceremonies/dto';
import { richTags } from './rich-tags';

interface RequestFactsProps {
  ask: AskView;
  /** What comes after, where it is not the return to the organisation. */
  afterwards?: string | undefined;
  /** The masked address of the mail that led here. */
  sentTo?: string | null;
  children?: ReactNode;
}

/** Which meter point a request is about, where the customer goes afterwards, and by when to answer. */
export function RequestFacts({ ask, afterwards, sentTo = null, children }: RequestFactsProps) {
  const t = useTranslations('ask');
  const locale = useLocale();
  return (
    <>
      <ShortFact name={t('meter')}>{t('meterEnding', { ending: ask.meterPointEnding })}</ShortFact>
      {ask.isOfPortal ? <ShortFact name={t('sees')}>{t('seesText')}</ShortFact> : null}
      {sentTo === null ? null : <ShortFact name={t('sentTo')}>{sentTo}</ShortFact>}
      {children}
      <ShortFact name={t('afterwards')}>
        {afterwards ??
          (ask.returnHost
            ? t.rich('afterwardsReturn', { host: ask.returnHost, to: richTags.to })
            : t('afterwardsHere'))}
      </ShortFact>
      {ask.request ? (
        <ShortFact name={t('answerBy')}>
          {formatTime(locale, ask.request.closesAt, 'time')}
        </ShortFact>
      ) : null}
    </>
  );
}
