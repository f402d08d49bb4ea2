import { useTranslations } from 'next-intl';
import { OnceForm } from '@/components/ui/once-form';
import type { CeremonyView } from '@/lib/ceremonies/passkey/dto';
import type { CeremonyWay } from './ceremony-path';

interface SendAnotherProps {
  view: CeremonyView;
  way: CeremonyWay;
  className: string;
}

/** What to do when the mail has not come, or its code has been used up. */
export function SendAnother({ view, way, className }: SendAnotherProps) {
  const t = useTranslations('steps.enter-code');
  const fields = { session: view.session, kind: view.kind, way: way ?? '' };
  return (
    <div className={className}>
      <h2 className="text-lg font-semibold">{t('resendHeading')}</h2>
      {view.mailPaused ? (
        <p className="mt-1 text-soft">{t('paused')}</p>
      ) : (
        <>
          <p className="mt-1 text-soft">{t('resend')}</p>
          <OnceForm action="/passkey/email" fields={fields} className="mt-4">
            <button type="submit" className="button button-quiet">
              {t('resendButton')}
            </button>
          </OnceForm>
        </>
      )}
    </div>
  );
}
