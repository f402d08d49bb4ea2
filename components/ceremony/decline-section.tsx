import { useTranslations } from 'next-intl';
import { OnceForm } from '@/components/ui/once-form';
import type { AskView } from '@/lib/ceremonies/dto';

interface DeclineSectionProps {
  ask: AskView;
  action: string;
  fields: Record<string, string>;
}

/** The way to say that this is for somebody else, or unknown; final for this request. */
export function DeclineSection({ ask, action, fields }: DeclineSectionProps) {
  const t = useTranslations('decline');
  const { organisation, proposal } = ask;
  const isNoPermission = proposal !== null && !proposal.asksPermission;
  return (
    <section aria-labelledby="decline-heading" className="px-1 sm:px-2 print:hidden">
      <h2 id="decline-heading" className="text-lg font-semibold">
        {t('heading')}
      </h2>
      <p className="mt-1 text-soft">
        {t('text', { organisation })}
        {isNoPermission ? ` ${t('noPermission', { organisation })}` : null}
      </p>
      <OnceForm
        action={action}
        fields={{ ...fields, 'declined-reason': 'not-recognised' }}
        className="mt-4"
      >
        <button type="submit" className="button button-quiet">
          {t('button')}
        </button>
      </OnceForm>
    </section>
  );
}
