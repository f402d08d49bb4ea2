import type { ReactNode } from 'react';

/** What stands where a list is empty: why, and what to do now. */
export function EmptyState({ heading, children }: { heading: string; children?: ReactNode }) {
  return (
    <div className="rounded-lg border border-dashed border-edge px-4 py-8 text-center">
      <p className="font-semibold">{heading}</p>
      {children ? <div className="mx-auto mt-1 max-w-prose text-soft">{children}</div> : null}
    </div>
  );
}
