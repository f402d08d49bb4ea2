import { useTranslations } from 'next-intl';
import type { PortalListView } from '@/lib/portal/dto';

/** What the list is of: the address and the meter number, in full. */
export function PropertyHeader({ view: { address, mpxn } }: { view: PortalListView }) {
  const t = useTranslations('portal.records.property');
  return (
    <>
      {/* A meter number is as long as a telephone number, and some browsers would offer to ring it. */}
      <meta name="format-detection" content="telephone=no" />
      <dl className="mb-5 text-soft">
        {address ? (
          <div className="flex flex-wrap gap-x-2">
            <dt>{t('address')}</dt>
            <dd className="text-ink">
              <bdi translate="no">{address}</bdi>
            </dd>
          </div>
        ) : null}
        <div className="flex flex-wrap gap-x-2">
          <dt>{t('meterNumber')}</dt>
          <dd translate="no" className="text-ink tabular-nums">
            {mpxn}
          </dd>
        </div>
      </dl>
    </>
  );
}
