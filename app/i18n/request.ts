import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { localeCookieName, localeFrom } from '@/lib/platform/locale';
import cy from '../messages/cy.json';
import en from '../messages/en.json';

const messages = { en, cy };

export default getRequestConfig(async () => {
  const [cookieStore, headerList] = await Promise.all([cookies(), headers()]);
  const locale = localeFrom(
    cookieStore.get(localeCookieName)?.value,
    headerList.get('accept-language'),
  );
  return {
    locale,
    messages: messages[locale],
    timeZone: 'Europe/London',
    // A missing word is a fault of ours, not something to show a customer half of.
    onError(error) {
      throw error;
    },
  };
});
