import type { ReactNode } from 'react';
import { SitePage } from '../site-page';

export default function CustomerLayout({ children }: { children: ReactNode }) {
  return <SitePage>{children}</SitePage>;
}
