import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';

interface PageHeadingProps {
  /** For the document's title, the page first. */
  title: string[];
  heading?: ReactNode;
  intro?: ReactNode;
  /** The page above this one. */
  up?: { href: string; label: string };
  /** Links that begin something, at the side. */
  actions?: ReactNode;
}

/** Title, way up, first heading and main actions of a console's page. */
export function PageHeading({ title, heading, intro, up, actions }: PageHeadingProps) {
  return (
    <div className="mb-6">
      <PageTitle parts={title} />
      {up ? (
        <p className="mb-2">
          <a href={up.href} className="inline-flex min-h-8 items-center text-link">
            <span aria-hidden="true">←&nbsp;</span>
            {up.label}
          </a>
        </p>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl leading-tight font-bold tracking-tight sm:text-3xl">
          {heading ?? title[0]}
        </h1>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
      {intro ? <div className="mt-2 max-w-prose text-soft">{intro}</div> : null}
    </div>
  );
}
