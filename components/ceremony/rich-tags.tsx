import type { ReactNode } from 'react';

/** Tags in messages: words of others, set apart by `bdi` in writing direction, and what must not be missed. */
export const richTags = {
  org: (chunks: ReactNode) => (
    <strong className="font-semibold text-ink">
      <bdi>{chunks}</bdi>
    </strong>
  ),
  strong: (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>,
  to: (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>,
  mail: (chunks: ReactNode) => (
    <strong className="font-semibold whitespace-nowrap">{chunks}</strong>
  ),
};
