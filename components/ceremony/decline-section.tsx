import { useTranslations } from 'next-intl';
import { OnceForm } from '@/components/ui/once-form';

interface DeclineSectionProps {
  organisation: string;
  action: string;
  fields: Record<string, string>;
}

/** The way to say no; final for this request. */
export function DeclineSection({ organisation, action, fields }: DeclineSectionProps) {
  const t = useTranslations('decline');
  return (
    <section aria-labelledby="decline-heading" className="px-1 sm:px-2">
      <h2 id="decline-heading" className="text-lg font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1 text-soft">{t('text', { organisation })}</p>
      <OnceForm action={action} fields={fields} className="mt-4">
        <button type="submit" className="button button-quiet">
          {t('button')}
        </button>
      </OnceForm>
    </section>
  );
}
