import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';

interface PortalHeadingProps {
  /** For the document's title, the state first. */
  title: (string | null)[];
  heading: ReactNode;
  intro?: ReactNode;
}

/** The title and first heading of a portal page. */
export function PortalHeading({ title, heading, intro }: PortalHeadingProps) {
  return (
    <div className="mb-6">
      <PageTitle parts={title} />
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">{heading}</h1>
      {intro ? <p className="mt-3 text-lg leading-relaxed text-soft">{intro}</p> : null}
    </div>
  );
}
