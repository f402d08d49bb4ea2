import type { ReactNode } from 'react';

interface CeremonyHeadingProps {
  heading: string;
  intro: ReactNode;
  /** "Step 1 of 2", where there are two. */
  progress?: string | null;
}

export function CeremonyHeading({ heading, intro, progress }: CeremonyHeadingProps) {
  return (
    <div>
      {progress ? <p className="mb-1 text-sm font-semibold text-soft">{progress}</p> : null}
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">{heading}</h1>
      <p className="mt-3 text-lg leading-relaxed text-soft">{intro}</p>
    </div>
  );
}
