import { readForm } from '@/lib/http/read-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { DAY_S } from '@/lib/platform/clock';
import { setCookie } from '@/lib/platform/cookies';
import { env } from '@/lib/platform/env';
import { isLocale, localeCookieName } from '@/lib/platform/locale';

const LIFETIME_S = 365 * DAY_S;

/** The page of ours that `path` names; the front page for anything else, `//elsewhere` included. */
function pageOf(path: string): string {
  const { ORIGIN } = env();
  const url = URL.parse(path, ORIGIN);
  return url?.origin === ORIGIN ? `${ORIGIN}${url.pathname}${url.search}` : `${ORIGIN}/`;
}

/** Keeps the language that the switch chose and goes back to the page it stood on. */
export const POST = pagePost({
  path: '/language',
  async run({ request }) {
    const form = await readForm(request);
    const value = form.raw('lang');
    const cookie = isLocale(value)
      ? setCookie({ name: localeCookieName, value, maxAgeS: LIFETIME_S, sameSite: 'Lax' })
      : undefined;
    return redirectTo(pageOf(form.raw('path')), cookie);
  },
});
