import type { ReactNode } from 'react';

/** One name and value of a `<dl>`, on one line of a narrow screen where both fit. */
export function ShortFact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="py-1.5 text-base leading-snug sm:grid sm:grid-cols-[9.5rem_1fr] sm:gap-4 sm:py-2.5">
      <dt className="mr-1.5 inline text-soft after:content-[':'] sm:after:content-none">{name}</dt>
      <dd className="inline">{children}</dd>
    </div>
  );
}
