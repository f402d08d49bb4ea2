import { useTranslations } from 'next-intl';
import { OnceForm } from '@/components/ui/once-form';

interface DeclineSectionProps {
  action: string;
  fields: Record<string, string>;
}

/** The way to say that a request is for somebody else, or unknown; final for it, as every no. */
export function DeclineSection({ action, fields }: DeclineSectionProps) {
  const t = useTranslations('decline');
  return (
    <OnceForm
      action={action}
      fields={{ ...fields, 'declined-reason': 'not-recognised' }}
      className="px-1 sm:px-2 print:hidden"
    >
      <p id="decline-text" className="leading-snug text-soft">
        {t('text')}
      </p>
      <button type="submit" aria-describedby="decline-text" className="button button-quiet mt-3">
        {t('button')}
      </button>
    </OnceForm>
  );
}
