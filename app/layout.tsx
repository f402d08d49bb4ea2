import type { Viewport } from 'next';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { OperatorLine } from '@/components/shell/operator-line';
import { operator } from './operator';
import './globals.css';

// Each answer differs by its nonce, its language and the browser's id.
export const dynamic = 'force-dynamic';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#0b3b37' },
    { media: '(prefers-color-scheme: dark)', color: '#0a2e2b' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const who = operator();
  return (
    <html lang={await getLocale()}>
      <body className="flex min-h-dvh flex-col">
        {children}
        {who === null ? null : <OperatorLine operator={who} />}
      </body>
    </html>
  );
}
