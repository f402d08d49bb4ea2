import { getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { EndingPage } from '@/components/ceremony/ending-page';
import { MessagePage } from '@/components/ceremony/message-page';
import { endingCookieName, readEnding } from '@/lib/ceremonies/ending-cookie';
import { operator } from '../../operator';
import { registerName } from '../../register-name';

/** The ending where no return URL was given. It is read from the server's cookie, never from a query. */
export default async function DonePage() {
  const register = await registerName();
  const view = await readEnding((await cookies()).get(endingCookieName())?.value);
  if (view) return <EndingPage view={view} register={register} operator={operator()} />;
  const t = await getTranslations('nothing');
  return (
    <MessagePage
      tone="plain"
      title={[t('title'), register]}
      heading={t('heading')}
      text={t('text')}
    />
  );
}
