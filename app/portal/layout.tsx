import type { ReactNode } from 'react';
import { SitePage } from '../site-page';

export default function PortalLayout({ children }: { children: ReactNode }) {
  return <SitePage>{children}</SitePage>;
}
