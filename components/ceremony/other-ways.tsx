import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface OtherWaysProps {
  heading: string;
  organisation: string;
  children?: ReactNode;
}

/** What else the customer can do; its last line is never a dead end. */
export function OtherWays({ heading, organisation, children }: OtherWaysProps) {
  const t = useTranslations('ways');
  return (
    <section aria-labelledby="ways-heading" className="px-1 sm:px-2 print:hidden">
      <h2 id="ways-heading" className="text-lg font-semibold">
        {heading}
      </h2>
      <ul className="mt-2 list-disc space-y-2 pl-5 text-soft marker:text-edge">
        {children}
        <li>{t('tell', { organisation })}</li>
      </ul>
    </section>
  );
}
