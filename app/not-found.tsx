import { getTranslations } from 'next-intl/server';
import { headers } from 'next/headers';
import { EndingPage } from '@/components/ceremony/ending-page';
import { MessagePage } from '@/components/ceremony/message-page';
import { env } from '@/lib/platform/env';
import { SitePage } from './site-page';

/** The words for a 404: a request that no one started, a link that is not ours, or just no page. */
async function Words() {
  const register = env().RP_NAME;
  const unknown = (await headers()).get('x-dar-unknown');
  if (unknown === 'link') {
    const view = { ending: 'invalid', ask: null, returnLocation: null } as const;
    return <EndingPage view={view} register={register} />;
  }
  if (unknown === 'session') {
    const t = await getTranslations('unknown');
    return (
      <MessagePage
        tone="wait"
        title={[t('title'), register]}
        heading={t('heading')}
        text={t('text')}
      />
    );
  }
  if (unknown === 'record') {
    const t = await getTranslations('portal.unknownRecord');
    return (
      <MessagePage
        tone="wait"
        title={[t('title'), register]}
        heading={t('heading')}
        text={t('text')}
      >
        <p className="mt-6">
          <a href="/portal/records" className="text-link">
            {t('list')}
          </a>
        </p>
      </MessagePage>
    );
  }
  const t = await getTranslations('notFound');
  return (
    <MessagePage
      tone="plain"
      title={[t('title'), register]}
      heading={t('heading')}
      text={t('text')}
    >
      <p className="mt-6">
        <a href="/" className="text-link">
          {t('home')}
        </a>
      </p>
    </MessagePage>
  );
}

export default function NotFound() {
  return (
    <SitePage>
      <Words />
    </SitePage>
  );
}
