import type { ReactNode } from 'react';

interface CeremonyHeadingProps {
  heading: ReactNode;
  /** Left out where the heading says all. */
  intro?: ReactNode;
  /** "Step 1 of 2", where there are two. */
  progress?: string | null;
}

export function CeremonyHeading({ heading, intro, progress }: CeremonyHeadingProps) {
  return (
    <div>
      {progress ? <p className="mb-1 text-sm font-semibold text-soft">{progress}</p> : null}
      <h1 className="text-2xl leading-tight font-bold tracking-tight sm:text-4xl">{heading}</h1>
      {intro ? (
        <p className="mt-1.5 text-base leading-snug text-soft sm:mt-3 sm:text-lg sm:leading-relaxed">
          {intro}
        </p>
      ) : null}
    </div>
  );
}
