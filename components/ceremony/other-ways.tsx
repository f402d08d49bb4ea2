import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Fold } from '@/components/ui/fold';

interface OtherWaysProps {
  /** Ways to go on, as list items; those that are not open are null. */
  ways: ReactNode[];
  /** What to try on this page, as a list item. */
  help?: ReactNode;
}

/** What else the customer can do; the last line of its help is never a dead end. */
export function OtherWays({ ways, help }: OtherWaysProps) {
  const t = useTranslations('ways');
  const open = ways.filter((way) => way !== null);
  return (
    <div className="space-y-4 print:hidden">
      {open.length > 0 ? (
        <section aria-labelledby="ways-heading" className="px-1 sm:px-2">
          <h2 id="ways-heading" className="text-lg font-semibold">
            {t('heading')}
          </h2>
          <ul className="mt-1 list-disc space-y-2 pl-5 text-soft marker:text-edge">{open}</ul>
        </section>
      ) : null}
      <Fold summary={t('help')}>
        <ul className="list-disc space-y-2 pl-5 marker:text-edge">
          {help}
          <li>{t('tell')}</li>
        </ul>
      </Fold>
    </div>
  );
}
