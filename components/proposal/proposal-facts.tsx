import { useLocale, useTranslations } from 'next-intl';
import { Fact } from '@/components/ui/fact';
import { formatTime } from '@/components/ui/format-time';
import type { AskView, ProposalView } from '@/lib/ceremonies/dto';

interface ProposalFactsProps {
  organisation: string;
  proposal: ProposalView;
}

/** What of a proposal can be said in the register's own words: who, which data, from when until when. */
export function ProposalFacts({ organisation, proposal }: ProposalFactsProps) {
  const t = useTranslations('proposal');
  const tData = useTranslations('portal.dataTypes');
  const locale = useLocale();
  const { dataTypes, from, until, actsFor, asksPermission } = proposal;
  return (
    <>
      {actsFor === null ? (
        <Fact name={t('who')}>
          <bdi className="font-semibold">{organisation}</bdi>
        </Fact>
      ) : null}
      <Fact name={t('what')}>
        <ul className="list-disc pl-5 font-semibold marker:text-edge">
          {dataTypes.map((type) => (
            <li key={type}>{tData(type)}</li>
          ))}
        </ul>
      </Fact>
      <Fact name={t('howLong')}>
        <span className="font-semibold">
          {t('fromUntil', {
            from: formatTime(locale, from, 'date'),
            until: until ? formatTime(locale, until, 'date') : 'none',
          })}
        </span>
        {asksPermission ? ` ${t('endAnyTime')}` : null}
      </Fact>
    </>
  );
}

/** That an organisation has not said what it will use; a portal operator uses nothing. */
export function NoProposalFact({ ask }: { ask: AskView }) {
  const t = useTranslations('proposal');
  if (ask.isOfPortal) return null;
  return <Fact name={t('notSaid')}>{t('notSaidText', { organisation: ask.organisation })}</Fact>;
}
