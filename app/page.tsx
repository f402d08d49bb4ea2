import { getTranslations } from 'next-intl/server';
import { PageTitle } from '@/components/ui/page-title';
import { SitePage } from './site-page';
import { env } from '@/lib/platform/env';
import { registerName } from './register-name';

export default async function LandingPage() {
  const t = await getTranslations('landing');
  const register = await registerName();
  return (
    <SitePage>
      <PageTitle parts={[t('title'), register]} />
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
        {t('heading')}
      </h1>
      <p className="mt-4 text-lg leading-relaxed text-soft">{t('intro', { register })}</p>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('portalHeading')}</h2>
        <p className="mt-2 mb-4">{t('portal')}</p>
        <a href="/portal" className="button button-main">
          {t('portalButton')}
        </a>
      </section>
      {(['when', 'how'] as const).map((part) => (
        <section key={part} className="mt-8">
          <h2 className="text-xl font-semibold">{t(`${part}Heading`)}</h2>
          <p className="mt-2">{t(part)}</p>
        </section>
      ))}
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('genuineHeading')}</h2>
        <p className="mt-2">{t('genuine', { address: `${env().ORIGIN}/` })}</p>
        <p className="mt-2">
          <a href="/genuine" className="inline-flex min-h-11 items-center text-link">
            {t('genuineLink')}
          </a>
        </p>
      </section>
    </SitePage>
  );
}
