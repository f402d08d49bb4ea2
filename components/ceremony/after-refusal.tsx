import { useTranslations } from 'next-intl';
import type { AskView } from '@/lib/ceremonies/dto';

/** What follows from saying no, and from doing nothing; below the two answers. */
export function AfterRefusal({ ask: { proposal } }: { ask: AskView }) {
  const t = useTranslations('decline');
  const tPermission = useTranslations('permission');
  return (
    <p className="mt-3 text-base leading-snug text-soft print:hidden">
      {proposal?.asksPermission ? tPermission('after') : t('after')}
      {proposal && !proposal.asksPermission ? ` ${t('noPermission')}` : null}
    </p>
  );
}
