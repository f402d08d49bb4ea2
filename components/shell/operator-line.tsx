import { useTranslations } from 'next-intl';
import { OperatorContact, type Operator } from './operator-contact';

/** Who runs the register and how to reach them; on every page. */
export function OperatorLine({ operator }: { operator: Operator }) {
  const t = useTranslations('site');
  return (
    <aside
      aria-label={t('operatorLabel')}
      className="border-t border-line px-4 py-4 text-center text-sm text-soft"
    >
      <p>
        {t('operator', { name: operator.name })} <OperatorContact {...operator} />
      </p>
    </aside>
  );
}
