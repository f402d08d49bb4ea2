import { useLocale, useTranslations } from 'next-intl';

/** `path`: the page to come back to, path and query. */
export function LanguageSwitch({ path }: { path: string }) {
  const t = useTranslations('site');
  const other = useLocale() === 'en' ? 'cy' : 'en';
  return (
    <form method="post" action="/language" aria-label={t('language')} className="print:hidden">
      <input type="hidden" name="path" value={path} />
      <button
        type="submit"
        name="lang"
        value={other}
        lang={other}
        className="-mr-2 min-h-11 rounded-md px-2 font-medium whitespace-nowrap text-band-ink underline decoration-1 underline-offset-4 hover:decoration-2"
      >
        {t('otherLanguage')}
      </button>
    </form>
  );
}
