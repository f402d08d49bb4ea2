import { useTranslations } from 'next-intl';

interface AboutDetailsProps {
  register: string;
  organisation: string;
  /** Last characters of the meter point; null where the page is not about passkeys. */
  passkeyEnding: string | null;
  /** A portal operator asks, which will see what the customer would. */
  isOfPortal: boolean;
}

/** "What is this?", closed until asked for. */
export function AboutDetails({
  register,
  organisation,
  passkeyEnding,
  isOfPortal,
}: AboutDetailsProps) {
  const t = useTranslations('about');
  return (
    <details className="rounded-2xl border border-line px-5 py-1 open:pb-5 sm:px-8">
      <summary className="min-h-11 py-2.5 font-semibold text-anchor">{t('summary')}</summary>
      <div className="space-y-3 pt-1 text-soft">
        <p>{t('register', { register })}</p>
        <p>{t(isOfPortal ? 'limitsOfPortal' : 'limits', { organisation })}</p>
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
