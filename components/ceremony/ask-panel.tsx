import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Fact } from '@/components/ui/fact';
import type { AskView } from '@/lib/ceremonies/dto';
import { richTags } from './rich-tags';

interface AskPanelProps {
  ask: AskView;
  purpose: string;
  /** What comes after, where it is not the return to the organisation. */
  afterwards?: string;
  /** Further facts, as `Fact` elements. */
  children?: ReactNode;
}

/** Who asks, what for, about which meter point, and where the customer goes afterwards. */
export function AskPanel({ ask, purpose, afterwards, children }: AskPanelProps) {
  const t = useTranslations('ask');
  const initial = /^./u.exec(ask.organisation.trim())?.[0].toLocaleUpperCase() ?? '';
  return (
    <div>
      <div className="flex items-center gap-4 pb-4">
        <span
          aria-hidden="true"
          className="grid size-12 shrink-0 place-items-center rounded-xl bg-tint text-2xl font-bold text-tint-ink forced-colors:border"
        >
          {initial}
        </span>
        <p className="min-w-0">
          <span className="block text-sm text-soft">{t('who')}</span>
          <bdi className="block text-2xl leading-snug font-bold">{ask.organisation}</bdi>
        </p>
      </div>
      <dl className="divide-y divide-line border-y border-line">
        <Fact name={t('what')}>{purpose}</Fact>
        <Fact name={t('meterPoint')}>
          {t('meterPointEnding', { ending: ask.meterPointEnding })}
        </Fact>
        {ask.isOfPortal ? <Fact name={t('sees')}>{t('seesText')}</Fact> : null}
        {children}
        <Fact name={t('afterwards')}>
          {afterwards ??
            (ask.returnHost
              ? t.rich('afterwardsReturn', { host: ask.returnHost, to: richTags.to })
              : t('afterwardsHere'))}
        </Fact>
      </dl>
    </div>
  );
}
