import type { ReactNode } from 'react';

/** Tags in messages for words of others: set apart in weight and, by `bdi`, in writing direction. */
export const richTags = {
  org: (chunks: ReactNode) => (
    <strong className="font-semibold text-ink">
      <bdi>{chunks}</bdi>
    </strong>
  ),
  to: (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>,
  mail: (chunks: ReactNode) => (
    <strong className="font-semibold whitespace-nowrap">{chunks}</strong>
  ),
};
