import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';
import { RegisterMark } from '@/components/ui/register-mark';

interface ConsoleEntryProps {
  register: string;
  name: string;
  heading: string;
  children: ReactNode;
}

/** The frame of a page before a console: signing in, proving oneself. */
export function ConsoleEntry({ register, name, heading, children }: ConsoleEntryProps) {
  return (
    <div lang="en" className="flex flex-1 flex-col">
      <header className="border-b-4 border-brass bg-band text-band-ink">
        <div className="mx-auto flex max-w-xl items-center gap-3 px-4 py-3 font-semibold">
          <RegisterMark />
          <span>
            {register} <span className="font-normal text-band-soft">{name}</span>
          </span>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-xl flex-1 px-4 py-8 sm:py-12">
        <PageTitle parts={[heading, `${register} ${name}`]} />
        <h1 className="mb-6 text-3xl leading-tight font-bold tracking-tight">{heading}</h1>
        {children}
      </main>
    </div>
  );
}
