import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProposalClaims } from '@/components/proposal/proposal-claims';
import { NoProposalFact, ProposalFacts } from '@/components/proposal/proposal-facts';
import { ShortFact } from '@/components/ui/short-fact';
import type { AskView } from '@/lib/ceremonies/dto';
import { RequestFacts } from './request-facts';

interface AskPanelProps {
  ask: AskView;
  /** What the step is for; left out where the press is the permission, which the proposal explains. */
  purpose?: string | undefined;
  /** What comes after, where it is not the return to the organisation. */
  afterwards?: string | undefined;
  /** Whether the page is about what the organisation will use, and not about a passkey that was made. */
  isAboutUse?: boolean;
  /** The masked address of the mail that led here. */
  sentTo?: string | null;
  /** Further facts, as `ShortFact` elements. */
  children?: ReactNode;
}

/** For what a request is, about which meter point, and where the customer goes afterwards; the heading says who asks. */
export function AskPanel({ ask, purpose, isAboutUse = true, ...rest }: AskPanelProps) {
  const t = useTranslations('ask');
  const { organisation, proposal } = ask;
  const facts = <RequestFacts ask={ask} {...rest} />;
  return (
    <div>
      <dl className="divide-y divide-line border-y border-line">
        {purpose === undefined ? null : (
          <ShortFact name={t(proposal ? 'why' : 'what')}>{purpose}</ShortFact>
        )}
        {proposal ? (
          <ProposalFacts
            organisation={organisation}
            isNamed={purpose === undefined}
            proposal={proposal}
          />
        ) : (
          <>
            {isAboutUse ? <NoProposalFact ask={ask} /> : null}
            {facts}
          </>
        )}
      </dl>
      {proposal ? (
        <>
          <ProposalClaims proposal={proposal} />
          <dl className="divide-y divide-line border-y border-line">
            <ShortFact name={t('means')}>{t(`bases.${proposal.legalBasis}`)}</ShortFact>
            {facts}
          </dl>
        </>
      ) : null}
    </div>
  );
}
