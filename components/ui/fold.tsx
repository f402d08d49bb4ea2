import type { ReactNode } from 'react';

/** Help that is closed until somebody asks for it; works without JavaScript. */
export function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="rounded-2xl border border-line px-4 open:pb-4 sm:px-8">
      <summary className="min-h-11 py-2.5 font-semibold text-anchor">{summary}</summary>
      <div className="space-y-3 pt-1 text-soft">{children}</div>
    </details>
  );
}
