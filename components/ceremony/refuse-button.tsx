import { useTranslations } from 'next-intl';
import type { AskView } from '@/lib/ceremonies/dto';

interface RefuseButtonProps {
  ask: AskView;
  /** Where a form goes that otherwise answers yes: this button stands beside its main button. */
  formAction?: string;
}

/** "Don't allow", or an ordinary no where no permission is asked for; as large as the main button. */
export function RefuseButton({ ask, formAction }: RefuseButtonProps) {
  const t = useTranslations('decline');
  const tPermission = useTranslations('permission');
  return (
    <button
      type="submit"
      name="declined-reason"
      value="refused"
      formAction={formAction}
      formNoValidate
      className="button button-refuse"
    >
      {ask.proposal?.asksPermission ? tPermission('refuse') : t('no')}
    </button>
  );
}
