import { useTranslations } from 'next-intl';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import { ceremonyPath, type CeremonyWay } from './ceremony-path';
import { OtherWays } from './other-ways';

/** The ways out of the e-mail steps. */
export function MailWays({ view, way }: { view: CeremonyView; way: CeremonyWay }) {
  const t = useTranslations('ways');
  return (
    <OtherWays
      ways={[
        way === 'mail' ? (
          <li key="passkey">
            <a href={ceremonyPath(view.kind, view.session, null)} className="text-link">
              {t('passkey')}
            </a>
          </li>
        ) : null,
      ]}
    />
  );
}
