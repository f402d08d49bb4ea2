import { useLocale, useTranslations } from 'next-intl';
import { formatTime } from '@/components/ui/format-time';
import type { AskView } from '@/lib/ceremonies/dto';

/** What follows from saying no, and from doing nothing; and by what others find the request. */
export function AfterRefusal({ ask: { proposal, request } }: { ask: AskView }) {
  const t = useTranslations('decline');
  const tAsk = useTranslations('ask');
  const tPermission = useTranslations('permission');
  const locale = useLocale();
  return (
    <div className="mt-3 space-y-2 text-base leading-snug text-soft print:hidden">
      <p>
        {proposal?.asksPermission ? tPermission('after') : t('after')}
        {proposal && !proposal.asksPermission ? ` ${t('noPermission')}` : null}
      </p>
      {request ? (
        <p>
          {tAsk.rich('request', {
            made: formatTime(locale, request.madeAt, 'time'),
            reference: request.reference,
            ref: (chunks) => <span className="whitespace-nowrap tabular-nums">{chunks}</span>,
          })}
        </p>
      ) : null}
    </div>
  );
}
