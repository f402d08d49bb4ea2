import { readForm } from '@/lib/http/ceremony-form';
import { pagePost, redirectTo } from '@/lib/http/page-post';
import { isSecureOrigin } from '@/lib/platform/cookies';
import { env } from '@/lib/platform/env';
import { isLocale, localeCookieName } from '@/lib/platform/locale';

const YEAR_S = 365 * 24 * 60 * 60;

/** The page of ours that `path` names; the front page for anything else, `//elsewhere` included. */
function pageOf(path: unknown): string {
  const { ORIGIN } = env();
  const url = typeof path === 'string' ? URL.parse(path, ORIGIN) : null;
  return url?.origin === ORIGIN ? `${ORIGIN}${url.pathname}${url.search}` : `${ORIGIN}/`;
}

/** Keeps the language that the switch chose and goes back to the page it stood on. */
export function POST(request: Request): Promise<Response> {
  return pagePost('/language', request, async () => {
    const form = await readForm(request);
    const secure = isSecureOrigin() ? '; Secure' : '';
    const cookie = isLocale(form.lang)
      ? `${localeCookieName}=${form.lang}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Lax${secure}`
      : undefined;
    return redirectTo(pageOf(form.path), cookie);
  });
}
