import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProposalClaims } from '@/components/proposal/proposal-claims';
import { NoProposalFact, ProposalFacts } from '@/components/proposal/proposal-facts';
import { Fact } from '@/components/ui/fact';
import type { AskView } from '@/lib/ceremonies/dto';
import { richTags } from './rich-tags';

interface AskPanelProps {
  ask: AskView;
  /** What the step is for; left out where the press is the permission, which the proposal explains. */
  purpose?: string | undefined;
  /** What comes after, where it is not the return to the organisation. */
  afterwards?: string | undefined;
  /** Whether the page is about what the organisation will use, and not about a passkey that was made. */
  isAboutUse?: boolean;
  /** Further facts, as `Fact` elements. */
  children?: ReactNode;
}

/** Who asks, for what, about which meter point, and where the customer goes afterwards. */
export function AskPanel({ ask, purpose, afterwards, isAboutUse = true, children }: AskPanelProps) {
  const t = useTranslations('ask');
  const { organisation, proposal } = ask;
  const aboutMeter = (
    <AboutMeter ask={ask} afterwards={afterwards}>
      {children}
    </AboutMeter>
  );
  return (
    <div>
      <Asker organisation={organisation} />
      <dl className="divide-y divide-line border-y border-line">
        {purpose === undefined ? null : <Fact name={t(proposal ? 'why' : 'what')}>{purpose}</Fact>}
        {proposal ? (
          <ProposalFacts organisation={organisation} proposal={proposal} />
        ) : (
          <>
            {isAboutUse ? <NoProposalFact ask={ask} /> : null}
            {aboutMeter}
          </>
        )}
      </dl>
      {proposal ? (
        <>
          <ProposalClaims organisation={organisation} proposal={proposal} />
          <dl className="divide-y divide-line border-y border-line">
            <Fact name={t('means')}>{t(`bases.${proposal.legalBasis}`, { organisation })}</Fact>
            {aboutMeter}
          </dl>
        </>
      ) : null}
    </div>
  );
}

function Asker({ organisation }: { organisation: string }) {
  const t = useTranslations('ask');
  const initial = /^./u.exec(organisation.trim())?.[0].toLocaleUpperCase() ?? '';
  return (
    <div className="flex items-center gap-4 pb-4">
      <span
        aria-hidden="true"
        className="grid size-12 shrink-0 place-items-center rounded-xl bg-tint text-2xl font-bold text-tint-ink forced-colors:border"
      >
        {initial}
      </span>
      <p className="min-w-0">
        <span className="block text-sm text-soft">{t('who')}</span>
        <bdi className="block text-2xl leading-snug font-bold">{organisation}</bdi>
      </p>
    </div>
  );
}

function AboutMeter({
  ask,
  afterwards,
  children,
}: Pick<AskPanelProps, 'ask' | 'afterwards' | 'children'>) {
  const t = useTranslations('ask');
  return (
    <>
      <Fact name={t('meterPoint')}>{t('meterPointEnding', { ending: ask.meterPointEnding })}</Fact>
      {ask.isOfPortal ? <Fact name={t('sees')}>{t('seesText')}</Fact> : null}
      {children}
      <Fact name={t('afterwards')}>
        {afterwards ??
          (ask.returnHost
            ? t.rich('afterwardsReturn', { host: ask.returnHost, to: richTags.to })
            : t('afterwardsHere'))}
      </Fact>
    </>
  );
}
