import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: 'Outbox', robots: { index: false } };

/** The developer's pages are in English only, whatever the language of the customer's. */
export default function OutboxLayout({ children }: { children: ReactNode }) {
  return (
    <main lang="en" className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6">
      {children}
    </main>
  );
}
