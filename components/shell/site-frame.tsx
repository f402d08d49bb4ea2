import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RegisterMark } from '@/components/ui/register-mark';
import { LanguageSwitch } from './language-switch';

interface SiteFrameProps {
  register: string;
  path: string;
  /** For a page with wide content, as the API reference. */
  isWide?: boolean;
  children: ReactNode;
}

/** Skip link, header, main part and footer of every page that a customer sees. */
export function SiteFrame({ register, path, isWide = false, children }: SiteFrameProps) {
  const t = useTranslations('site');
  const width = isWide ? 'max-w-6xl' : 'max-w-2xl';
  return (
    <div className="flex flex-1 flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-md focus:bg-card focus:px-4 focus:py-3 focus:text-anchor"
      >
        {t('skip')}
      </a>
      <header className="border-b-4 border-brass bg-band text-band-ink [&_:focus-visible]:outline-band-ink">
        <div
          className={`mx-auto flex ${width} items-center justify-between gap-3 px-4 py-3 sm:px-6`}
        >
          <a
            href="/"
            aria-label={t('home', { register })}
            className="flex min-h-11 min-w-0 items-center gap-3 text-base leading-tight sm:text-lg font-semibold tracking-tight no-underline hover:underline"
          >
            <RegisterMark />
            <span>{register}</span>
          </a>
          <LanguageSwitch path={path} />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={`mx-auto w-full ${width} flex-1 px-4 py-5 outline-none sm:px-6 sm:py-12`}
      >
        {children}
      </main>
      <footer className="border-t border-line text-sm text-soft">
        <div className={`mx-auto ${width} space-y-1 px-4 py-6 sm:px-6`}>
          <p>{t('footerAbout')}</p>
          <p>{t('footerSafety')}</p>
          <p>
            <a href="/genuine" className="inline-flex min-h-8 items-center text-link">
              {t('footerGenuine')}
            </a>
          </p>
          <p>
            <a href="/privacy" className="inline-flex min-h-8 items-center text-link">
              {t('footerPrivacy')}
            </a>
          </p>
        </div>
      </footer>
    </div>
  );
}
