import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SitePage } from '../site-page';

/** Words of a request stay words: no browser makes a telephone link or an address of them. */
export const metadata: Metadata = {
  formatDetection: { telephone: false, email: false, address: false, date: false, url: false },
};

export default function CustomerLayout({ children }: { children: ReactNode }) {
  return <SitePage>{children}</SitePage>;
}
