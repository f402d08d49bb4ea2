import { useTranslations } from 'next-intl';

interface OperatorLineProps {
  name: string;
  /** `mailto:`, `tel:` or `https:`. */
  contact: string;
}

/** Who runs the register and how to reach them; on every page. */
export function OperatorLine({ name, contact }: OperatorLineProps) {
  const t = useTranslations('site');
  return (
    <aside
      aria-label={t('operatorLabel')}
      className="border-t border-line px-4 py-4 text-center text-sm text-soft"
    >
      <p>
        {t('operator', { name })}{' '}
        <a href={contact} className="text-link">
          {contact.replace(/^(?:mailto:|tel:|https:\/\/)/, '')}
        </a>
      </p>
    </aside>
  );
}
