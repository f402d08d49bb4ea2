import { getTranslations } from 'next-intl/server';
import { headers } from 'next/headers';
import { EndingPage } from '@/components/ceremony/ending-page';
import { MessagePage } from '@/components/ceremony/message-page';
import { ConsoleEntry } from '@/components/console/console-entry';
import { withoutAsk } from '@/lib/ceremonies/ending-view';
import { env } from '@/lib/platform/env';
import { operator } from './operator';
import { SitePage } from './site-page';
import { registerName } from './register-name';

type Kind = 'link' | 'session' | 'record' | 'console' | 'page';

/** Pages that say themselves that they are not there, and of what kind that is. */
const kinds: [start: string, kind: Kind][] = [
  ['/magic-link/', 'link'],
  ['/portal/link/', 'link'],
  ['/passkey/', 'session'],
  ['/portal/records/', 'record'],
  ['/dashboard/', 'console'],
  ['/admin/', 'console'],
];

/** What the address fails to name: a page of ours that said so itself, or, without one, just a page. */
async function missing(): Promise<{ kind: Kind; path: string }> {
  const all = await headers();
  const path = all.get('x-dar-path') ?? '/';
  const isOfPage = all.has('x-register-missing-page');
  const found = isOfPage ? kinds.find(([start]) => path.startsWith(start)) : undefined;
  return { kind: found?.[1] ?? 'page', path };
}

/** The words for a 404: a request that no one started, a link that is not ours, or just no page. */
async function Words({ kind }: { kind: Kind }) {
  const register = await registerName();
  if (kind === 'link') {
    return <EndingPage view={withoutAsk('invalid')} register={register} operator={operator()} />;
  }
  if (kind === 'session') {
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
  if (kind === 'record') {
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

/** A console's address that names nothing, or nothing of the account's: in English, as consoles are. */
function UnknownInConsole({ root }: { root: string }) {
  return (
    <ConsoleEntry register={env().RP_NAME} name="" heading="There is no such page">
      <p>
        It may have been deleted, or the address is not whole. What belongs to another account is
        not shown either.
      </p>
      <p className="mt-6">
        <a href={root} className="text-link">
          Back to the overview
        </a>
      </p>
    </ConsoleEntry>
  );
}

export default async function NotFound() {
  const { kind, path } = await missing();
  if (kind === 'console') {
    return <UnknownInConsole root={path.startsWith('/admin/') ? '/admin' : '/dashboard'} />;
  }
  return (
    <SitePage>
      <Words kind={kind} />
    </SitePage>
  );
}
