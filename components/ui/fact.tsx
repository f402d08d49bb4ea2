import type { ReactNode } from 'react';

/** One name and value of a `<dl>`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="py-3 sm:grid sm:grid-cols-[9.5rem_1fr] sm:gap-4">
      <dt className="text-sm text-soft sm:pt-0.5">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
