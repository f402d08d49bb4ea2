import { useTranslations } from 'next-intl';
import { OnceForm } from '@/components/ui/once-form';
import type { AskView } from '@/lib/ceremonies/dto';

interface DeclineSectionProps {
  ask: AskView;
  action: string;
  fields: Record<string, string>;
}

/** The way to say that a request is for somebody else, or unknown, and how that differs from a no. */
export function DeclineSection({ ask, action, fields }: DeclineSectionProps) {
  const t = useTranslations('decline');
  const tPermission = useTranslations('permission');
  const no = ask.proposal?.asksPermission ? tPermission('refuse') : t('no');
  return (
    <OnceForm
      action={action}
      fields={{ ...fields, 'declined-reason': 'not-recognised' }}
      className="px-1 sm:px-2 print:hidden"
    >
      <h2 className="text-lg font-semibold">{t('heading')}</h2>
      <p id="decline-text" className="mt-1 leading-snug text-soft">
        {t('text', { no })}
      </p>
      <button type="submit" aria-describedby="decline-text" className="button button-quiet mt-3">
        {t('button')}
      </button>
    </OnceForm>
  );
}
