import type { ReactNode } from 'react';

interface CardProps {
  children: ReactNode;
  /** Id of the heading that names the card as a region. */
  labelledBy?: string;
}

export function Card({ children, labelledBy }: CardProps) {
  return (
    <section
      aria-labelledby={labelledBy}
      className="rounded-2xl border border-line bg-card p-4 sm:p-8 print:break-inside-avoid"
    >
      {children}
    </section>
  );
}
