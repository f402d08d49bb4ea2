import { getTranslations } from 'next-intl/server';
import { complaintTags } from '@/components/portal/complaint-tags';
import { Fact } from '@/components/ui/fact';
import { PageTitle } from '@/components/ui/page-title';
import { env } from '@/lib/platform/env';
import { registerName } from '../register-name';
import { SitePage } from '../site-page';

const ours = ['passkeys', 'confirmations', 'looks', 'audit'] as const;
const kept = ['asked', 'visits', 'access', 'releases', 'identity', 'passkeys', 'audit'] as const;
const rights = ['see', 'withdraw', 'object', 'us'] as const;

/** Whose data the register holds, for how long, and what people can do about it (docs/security.md). */
export default async function PrivacyPage() {
  const t = await getTranslations('privacy');
  const register = await registerName();
  const { EVIDENCE_YEARS: years } = env();
  return (
    <SitePage>
      <PageTitle parts={[t('title'), register]} />
      <h1 className="text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
        {t('heading')}
      </h1>
      <p className="mt-4 text-lg leading-relaxed text-soft">{t('intro', { register })}</p>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('oursHeading')}</h2>
        <p className="mt-2">{t('ours')}</p>
        <ul className="mt-2 list-disc space-y-1 pl-6">
          {ours.map((what) => (
            <li key={what}>{t(`oursList.${what}`)}</li>
          ))}
        </ul>
        <p className="mt-2">{t('oursWhy')}</p>
      </section>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('theirsHeading')}</h2>
        <p className="mt-2">{t('theirs')}</p>
        <p className="mt-2">{t('theirsAsk')}</p>
      </section>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('keptHeading')}</h2>
        <dl className="mt-2 divide-y divide-line">
          {kept.map((what) => (
            <Fact key={what} name={t(`kept.${what}.what`)}>
              {t(`kept.${what}.howLong`, { years })}
            </Fact>
          ))}
        </dl>
        <p className="mt-4">{t('keptHeld')}</p>
      </section>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('rightsHeading')}</h2>
        <ul className="mt-2 list-disc space-y-2 pl-6">
          {rights.map((right) => (
            <li key={right}>{t(`rights.${right}`)}</li>
          ))}
        </ul>
        <p className="mt-4">{t.rich('complain', complaintTags)}</p>
        <a href="/portal" className="button button-main mt-6">
          {t('portalButton')}
        </a>
      </section>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t('cookiesHeading')}</h2>
        <p className="mt-2">{t('cookies')}</p>
      </section>
    </SitePage>
  );
}
