import type { ReactNode } from 'react';

interface SectionProps {
  id: string;
  heading: string;
  intro?: ReactNode;
  children: ReactNode;
}

/** One titled part of a console's page. */
export function Section({ id, heading, intro, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="mt-6 rounded-xl border border-line bg-card p-4 sm:p-6">
      <h2 id={id} className="text-lg font-semibold sm:text-xl">
        {heading}
      </h2>
      {intro ? <div className="mt-1 max-w-prose text-soft">{intro}</div> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}
