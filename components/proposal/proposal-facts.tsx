import { useLocale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import { ShortFact } from '@/components/ui/short-fact';
import type { AskView, ProposalView } from '@/lib/ceremonies/dto';

interface ProposalFactsProps {
  organisation: string;
  /** Whether the heading says already who will have the data. */
  isNamed: boolean;
  proposal: ProposalView;
}

/** What of a proposal can be said in the register's own words: who, which data, from when until when. */
export function ProposalFacts({ organisation, isNamed, proposal }: ProposalFactsProps) {
  const t = useTranslations('proposal');
  const tData = useTranslations('portal.dataTypes');
  const locale = useLocale();
  const { dataTypes, from, until, actsFor, asksPermission } = proposal;
  return (
    <>
      {actsFor === null && !isNamed ? (
        <ShortFact name={t('who')}>
          <bdi className="font-semibold">{organisation}</bdi>
        </ShortFact>
      ) : null}
      <ShortFact name={t('what')}>
        <ul className="list-disc pl-5 font-semibold marker:text-edge">
          {dataTypes.map((type) => (
            <li key={type}>{tData(type)}</li>
          ))}
        </ul>
      </ShortFact>
      <ShortFact name={t('howLong')}>
        <span className="font-semibold">
          {t('fromUntil', {
            from: formatTime(locale, from, 'date'),
            until: until ? formatTime(locale, until, 'date') : 'none',
          })}
        </span>
        {asksPermission ? ` ${t('endAnyTime')}` : null}
      </ShortFact>
    </>
  );
}

/** That an organisation has not said what it will use; a portal operator uses nothing. */
export function NoProposalFact({ ask }: { ask: AskView }) {
  const t = useTranslations('proposal');
  if (ask.isOfPortal) return null;
  return <ShortFact name={t('notSaid')}>{t('notSaidText')}</ShortFact>;
}
