import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { nameTag } from '@/components/ui/name-tag';
import { OnceForm } from '@/components/ui/once-form';
import type { PortalEntry } from '@/lib/portal/dto';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';
import { ReasonChoice } from './reason-choice';

interface WithdrawBodyProps {
  entry: PortalEntry;
  /** What came as the reason was none of those offered. */
  isReasonRefused: boolean;
  register: string;
}

/** The first step of a withdrawal: what stops and when, what does not, and why it is made. */
export function WithdrawBody({ entry, isReasonRefused, register }: WithdrawBodyProps) {
  const t = useTranslations('portal.withdraw');
  const tEntry = useTranslations('portal.entry');
  const { id, organisation, through } = entry;
  return (
    <>
      <PortalNav here={null} />
      <PortalHeading
        title={[t(isReasonRefused ? 'titleError' : 'title'), organisation, register]}
        heading={t.rich('heading', { organisation, ...nameTag })}
        intro={through === null ? null : tEntry.rich('through', { through, ...nameTag })}
      />
      <Card>
        <WhatStops entry={entry} />
        <OnceForm
          action={`/portal/records/${id}/withdraw/confirm`}
          className="mt-4 border-t border-line pt-5"
        >
          <ReasonChoice isRefused={isReasonRefused} />
          <div className="two-answers mt-5">
            <button type="submit" className="button button-main">
              {t('button')}
            </button>
            <a href={`/portal/records/${id}`} className="button button-refuse">
              {t('keep')}
            </a>
          </div>
        </OnceForm>
      </Card>
    </>
  );
}

/** What a press ends and from when on, and what goes on after it. */
function WhatStops({ entry: { organisation, through, purpose } }: { entry: PortalEntry }) {
  const t = useTranslations('portal.withdraw');
  return (
    <dl className="-mt-3 divide-y divide-line">
      <Fact name={t('stops')}>
        {through === null
          ? t('stopsText', { organisation })
          : t('stopsThrough', { organisation, through })}
        {purpose ? (
          <>
            {' '}
            <bdi className="font-semibold">{purpose}</bdi>
          </>
        ) : null}
      </Fact>
      <Fact name={t('when')}>{t('whenText', { organisation: through ?? organisation })}</Fact>
      <Fact name={t('goesOn')}>
        <p>{t('supply')}</p>
        <p className="mt-2">{t('others', { organisation })}</p>
        <p className="mt-2">{t('past', { organisation })}</p>
      </Fact>
      <Fact name={t('changes')}>
        <p>{t('service')}</p>
        <p className="mt-2">{t('again', { organisation })}</p>
      </Fact>
    </dl>
  );
}
