import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { formatTime } from '@/components/ui/format-time';
import { nameTag } from '@/components/ui/name-tag';
import { StatusIcon } from '@/components/ui/status-icon';
import type { PortalReceipt } from '@/lib/portal/dto';
import { PortalHeading } from './portal-heading';
import { PortalNav } from './portal-nav';

/** The receipt of a withdrawal. */
export function WithdrawnBody({ receipt, register }: { receipt: PortalReceipt; register: string }) {
  const t = useTranslations('portal.withdrawn');
  const tEntry = useTranslations('portal.entry');
  const locale = useLocale();
  const { organisation, through, purpose, at, reference, back } = receipt;
  return (
    <>
      <PortalNav here={null} />
      <div role="status" className="mb-4">
        <StatusIcon tone="good" large />
      </div>
      <PortalHeading
        title={[t('title'), organisation, register]}
        heading={t.rich('heading', { organisation, ...nameTag })}
        intro={
          through === null
            ? t('text', { organisation })
            : t('textThrough', { organisation, through })
        }
      />
      <Card>
        <dl className="divide-y divide-line">
          <Fact name={t('organisation')}>
            <bdi>{organisation}</bdi>
            {through === null ? null : <>, {tEntry.rich('through', { through, ...nameTag })}</>}
          </Fact>
          {purpose === null ? null : (
            <Fact name={t('use')}>
              <bdi>{purpose}</bdi>
            </Fact>
          )}
          <Fact name={t('when')}>{formatTime(locale, at, 'dateTime')}</Fact>
          <Fact name={t('reference')}>
            <span className="whitespace-nowrap tabular-nums">{reference}</span>
          </Fact>
        </dl>
        <p className="mt-4">{t('next', { organisation: through ?? organisation })}</p>
        <p className="mt-2 text-soft">{t(receipt.isMailed ? 'mailed' : 'keep')}</p>
        <div className="mt-6 flex flex-wrap gap-3 print:hidden">
          {back ? (
            <a href={back.url} className="button button-main">
              {t('back', { host: back.host })}
            </a>
          ) : null}
          <a href={`/portal/records/${receipt.recordId}/receipt`} className="button button-quiet">
            {t('receipt')}
          </a>
          <a href="/portal/records" className="button button-quiet">
            {t('list')}
          </a>
        </div>
      </Card>
    </>
  );
}
