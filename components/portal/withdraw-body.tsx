import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
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

/** The first step of a withdrawal: what it does and does not do, and why it is made. */
export function WithdrawBody({ entry, isReasonRefused, register }: WithdrawBodyProps) {
  const t = useTranslations('portal.withdraw');
  const tEntry = useTranslations('portal.entry');
  const { id, organisation, through, purpose } = entry;
  return (
    <>
      <PortalNav here={null} />
      <PortalHeading
        title={[t(isReasonRefused ? 'titleError' : 'title'), organisation, register]}
        heading={t('heading', { organisation })}
        intro={through === null ? null : tEntry('through', { through })}
      />
      <Card>
        <ul className="list-disc space-y-3 pl-5">
          {purpose ? <li>{t('purpose', { purpose })}</li> : null}
          <li>
            {through === null
              ? t('told', { organisation })
              : t('toldThrough', { organisation, through })}
          </li>
          <li>{t('service')}</li>
          <li>{t('past', { organisation })}</li>
          <li>{t('again', { organisation })}</li>
        </ul>
        <OnceForm
          action={`/portal/records/${id}/withdraw/confirm`}

          className="mt-6 border-t border-line pt-6"
        >
          <ReasonChoice isRefused={isReasonRefused} />
          <div className="mt-6 flex flex-wrap gap-3">
            <button type="submit" className="button button-main">
              {t('button')}
            </button>
            <a href={`/portal/records/${id}`} className="button button-quiet">
              {t('keep')}
            </a>
          </div>
        </OnceForm>
      </Card>
    </>
  );
}
