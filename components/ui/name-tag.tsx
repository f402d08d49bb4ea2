import type { ReactNode } from 'react';

/** The tag of a name in a sentence: its writing direction is its own, and the sentence keeps the page's. */
export const nameTag = {
  name: (chunks: ReactNode) => <bdi>{chunks}</bdi>,
};
