import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import type { PortalListView } from '@/lib/portal/dto';

/** What the list is of, and how much stands in it: address, meter number, numbers. */
export function PropertyHeader({ view }: { view: PortalListView }) {
  const t = useTranslations('portal.records.property');
  const { address, mpxn, totals, isWhole, hasLeft } = view;
  const { active, ended, warnings } = totals;
  return (
    <div className="mb-6">
      {/* A meter number is as long as a telephone number, and some browsers would offer to ring it. */}
      <meta name="format-detection" content="telephone=no" />
      <Card>
        <dl className="-my-3 divide-y divide-line">
          {address ? (
            <Fact name={t('address')}>
              <bdi translate="no">{address}</bdi>
            </Fact>
          ) : null}
          <Fact name={t('meterNumber')}>
            <span translate="no" className="tabular-nums">
              {mpxn}
            </span>
          </Fact>
          <Fact name={t(hasLeft ? 'then' : 'now')}>
            {t(isWhole ? 'nowCount' : 'nowPartial', { count: active })}
          </Fact>
          <Fact name={t('ended')}>
            {t(isWhole ? 'endedCount' : 'endedPartial', { count: ended })}
          </Fact>
          {/* Who does not see all is told nothing of warnings: none to be seen would read as none at all. */}
          {isWhole ? (
            <Fact name={t('warnings')}>{t('warningCount', { count: warnings })}</Fact>
          ) : null}
        </dl>
      </Card>
    </div>
  );
}
