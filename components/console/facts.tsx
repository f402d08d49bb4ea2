import type { ReactNode } from 'react';

/** Names and values, one under the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="py-2.5 sm:grid sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-4">
      <dt className="text-sm text-soft sm:pt-0.5">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
