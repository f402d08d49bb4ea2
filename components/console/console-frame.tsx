import type { ReactNode } from 'react';
import { RegisterMark } from '@/components/ui/register-mark';
import { ConsoleNav, type NavItem } from './console-nav';

interface ConsoleFrameProps {
  register: string;
  /** "Dashboard" or "Operator". */
  name: string;
  root: string;
  account: { id: string; displayName: string };
  items: NavItem[];
  /** The path of the page that is shown. */
  path: string;
  children: ReactNode;
}

/** Skip link, header with who is signed in, navigation and main part of a console's page; in English. */
export function ConsoleFrame(props: ConsoleFrameProps) {
  const { register, name, root, account, items, path, children } = props;
  return (
    <div lang="en" className="flex flex-1 flex-col text-base">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-md focus:bg-card focus:px-4 focus:py-3 focus:text-anchor"
      >
        Skip to main content
      </a>
      <header className="border-b-4 border-brass bg-band text-band-ink [&_:focus-visible]:outline-band-ink print:hidden">
        <div className="mx-auto flex max-w-[90rem] flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
          <a
            href={root}
            className="flex min-h-11 items-center gap-3 font-semibold tracking-tight no-underline hover:underline"
          >
            <RegisterMark />
            <span>
              {register} <span className="font-normal text-band-soft">{name}</span>
            </span>
          </a>
          <div className="flex items-center gap-5 text-sm">
            <p className="leading-tight">
              <bdi className="block font-medium">{account.displayName}</bdi>
              <span className="text-band-soft">{account.id}</span>
            </p>
            <form method="post" action={`${root}/sign-out`}>
              <button
                type="submit"
                className="min-h-11 font-medium underline decoration-1 underline-offset-4 hover:decoration-2"
              >
                Sign out
              </button>
            </form>
          </div>
        </div>
      </header>
      <div className="mx-auto grid w-full max-w-[90rem] flex-1 content-start lg:grid-cols-[14rem_minmax(0,1fr)] lg:content-stretch">
        <ConsoleNav items={items} root={root} path={path} />
        <main
          id="main"
          tabIndex={-1}
          className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
