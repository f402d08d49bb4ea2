import { useTranslations } from 'next-intl';
import { Fold } from '@/components/ui/fold';
import type { AskView } from '@/lib/ceremonies/dto';
import { richTags } from './rich-tags';

interface AboutDetailsProps {
  register: string;
  /** What the address of each of our pages begins with. */
  origin: string;
  ask: AskView;
  /** Last characters of the meter point; null where the page is not about passkeys. */
  passkeyEnding: string | null;
}

/** What a suspicious reader wants to know, and what a passkey is, closed until asked for. */
export function AboutDetails({ register, origin, ask, passkeyEnding }: AboutDetailsProps) {
  const t = useTranslations('about');
  const { isOfPortal, proposal, request } = ask;
  const limits = proposal?.asksPermission
    ? 'limitsOfPermission'
    : isOfPortal
      ? 'limitsOfPortal'
      : 'limits';
  return (
    <div className="space-y-3">
      {passkeyEnding === null ? null : (
        <Fold summary={t('passkeySummary')}>
          <p>{t('passkey')}</p>
          <p>{t('name', { ending: passkeyEnding })}</p>
        </Fold>
      )}
      <Fold summary={t('summary')}>
        <p>{t.rich('address', { origin, to: richTags.to })}</p>
        <p>{t('register', { register })}</p>
        <p>{t(limits)}</p>
        {request ? <p>{t('quote', { reference: request.reference })}</p> : null}
      </Fold>
    </div>
  );
}
