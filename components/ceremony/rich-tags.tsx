import type { ReactNode } from 'react';
import { nameTag } from '@/components/ui/name-tag';

/** Tags in messages: words of others, set apart by `bdi` in writing direction, and what must not be missed. */
export const richTags = {
  ...nameTag,
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
