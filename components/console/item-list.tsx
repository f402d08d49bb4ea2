import type { ReactNode } from 'react';

/** A short list, each entry on one line where there is room. */
export function ItemList({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line">{children}</ul>;
}

export function Item({ children }: { children: ReactNode }) {
  return <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">{children}</li>;
}
