import { useTranslations } from 'next-intl';

type Here = 'records' | 'passkeys' | null;

const pages = ['records', 'passkeys'] as const;

/** The way between the portal's pages, and out. */
export function PortalNav({ here }: { here: Here }) {
  const t = useTranslations('portal.nav');
  return (
    <nav
      aria-label={t('label')}
      className="mb-8 flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line pb-3 print:hidden"
    >
      {pages.map((page) => (
        <a
          key={page}
          href={`/portal/${page}`}
          aria-current={page === here ? 'page' : undefined}
          className="inline-flex min-h-11 items-center font-medium text-anchor underline decoration-1 hover:decoration-2 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
        >
          {t(page)}
        </a>
      ))}
      <form method="post" action="/portal/sign-out" className="sm:ml-auto">
        <button
          type="submit"
          className="min-h-11 font-medium text-anchor underline decoration-1 underline-offset-4 hover:decoration-2"
        >
          {t('signOut')}
        </button>
      </form>
    </nav>
  );
}
