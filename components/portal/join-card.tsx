import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { PortalJoinOffer } from '@/lib/portal/dto';
import { PasskeyButton } from '@/components/webauthn/passkey-button';
import { usePortalPasskeyWords } from './use-portal-passkey-words';

const texts = { passkey: 'textPasskey', mail: 'text', supplier: 'textSupplier' } as const;

/** The offer to use a passkey here that was made for another meter, or on trust. */
export function JoinCard({ offer: { options, provedBy } }: { offer: PortalJoinOffer }) {
  const t = useTranslations('portal.join');
  const tPasskeys = useTranslations('portal.passkeys');
  return (
    <Card labelledBy="join">
      <h2 id="join" className="text-xl font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1 text-soft">{t(texts[provedBy])}</p>
      <noscript>
        <p className="mt-2">{tPasskeys('addNoScript')}</p>
      </noscript>
      <PasskeyButton
        target={{ complete: '/portal/passkeys/join', challenge: '/portal/passkeys/join-challenge' }}
        options={options}
        words={usePortalPasskeyWords(t('button'))}
      />
    </Card>
  );
}
