import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SiteFrame } from '@/components/shell/site-frame';
import { registerName } from './register-name';

/** The frame of a public page, with the path that `proxy.ts` noted for the language switch. */
export async function SitePage({
  children,
  isWide = false,
}: {
  children: ReactNode;
  isWide?: boolean;
}) {
  const path = (await headers()).get('x-dar-path') ?? '/';
  return (
    <SiteFrame register={await registerName()} path={path} isWide={isWide}>
      {children}
    </SiteFrame>
  );
}
