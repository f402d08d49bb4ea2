import { useTranslations } from 'next-intl';
import type { AskView } from '@/lib/ceremonies/dto';

/** Where only the browser that comes back counts: a question that whoever was sent here by others denies. */
export function BoundQuestion({ ask }: { ask: AskView }) {
  const t = useTranslations('bound');
  if (!ask.isBound) return null;
  const asks = ask.proposal?.asksPermission ? 'permission' : 'identity';
  return (
    <div className="mb-3 rounded-xl border-l-4 border-wait bg-wait-tint px-3 py-2 leading-snug forced-colors:border print:border">
      <p className="font-semibold">{t(`${asks}.question`, { organisation: ask.organisation })}</p>
      <p className="mt-1">{t(`${asks}.otherwise`)}</p>
    </div>
  );
}
