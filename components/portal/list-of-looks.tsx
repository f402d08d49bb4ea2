import { useLocale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import type { PortalLook } from '@/lib/portal/dto';

/** So many are read at a glance; more are folded. */
const FEW = 3;

function Looks({ looks }: { looks: PortalLook[] }) {
  const t = useTranslations('portal.records');
  const locale = useLocale();
  return (
    <ul className="divide-y divide-line">
      {looks.map(({ at, by, role }) => (
        <li key={`${at} ${by}`} className="py-2">
          <bdi className="font-medium">{by}</bdi> ({t('looksRole', { role })}),{' '}
          {formatTime(locale, at, 'dateTime')}
        </li>
      ))}
    </ul>
  );
}

/** Who asked about the meter, the newest first. */
export function ListOfLooks({ looks }: { looks: PortalLook[] }) {
  const t = useTranslations('portal.records');
  const rest = looks.slice(FEW);
  return (
    <>
      <p className="text-soft">{t(looks.length > 0 ? 'looksIntro' : 'noLooks')}</p>
      {looks.length > 0 ? <Looks looks={looks.slice(0, FEW)} /> : null}
      {rest.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-11 items-center font-medium text-anchor">
            {t('looksMore', { count: rest.length })}
          </summary>
          <Looks looks={rest} />
        </details>
      ) : null}
    </>
  );
}
