import { useTranslations } from 'next-intl';
import type { AskView } from '@/lib/ceremonies/dto';

interface AboutDetailsProps {
  register: string;
  ask: AskView;
  /** Last characters of the meter point; null where the page is not about passkeys. */
  passkeyEnding: string | null;
}

/** "What is this?", closed until asked for. */
export function AboutDetails({ register, ask, passkeyEnding }: AboutDetailsProps) {
  const t = useTranslations('about');
  const { organisation, isOfPortal, proposal } = ask;
  const limits = proposal?.asksPermission
    ? 'limitsOfPermission'
    : isOfPortal
      ? 'limitsOfPortal'
      : 'limits';
  return (
    <details className="rounded-2xl border border-line px-5 py-1 open:pb-5 sm:px-8">
      <summary className="min-h-11 py-2.5 font-semibold text-anchor">{t('summary')}</summary>
      <div className="space-y-3 pt-1 text-soft">
        <p>{t('register', { register })}</p>
        <p>{t(limits, { organisation })}</p>
        {passkeyEnding === null ? null : (
          <>
            <p>{t('passkey')}</p>
            <p>{t('name', { ending: passkeyEnding })}</p>
          </>
        )}
      </div>
    </details>
  );
}
