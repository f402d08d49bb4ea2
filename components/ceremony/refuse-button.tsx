import { useTranslations } from 'next-intl';

interface RefuseButtonProps {
  /** Where a form goes that otherwise allows: "Don't allow" stands beside its main button. */
  formAction?: string;
}

/** "Don't allow", as large as the button that allows. */
export function RefuseButton({ formAction }: RefuseButtonProps) {
  const t = useTranslations('permission');
  return (
    <button
      type="submit"
      name="declined-reason"
      value="refused"
      formAction={formAction}
      formNoValidate
      className="button button-refuse"
    >
      {t('refuse')}
    </button>
  );
}
