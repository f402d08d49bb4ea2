import { NextResponse, type NextRequest } from 'next/server';
import { contentSecurityPolicy, pageHeaders } from '@/lib/http/page-headers';
import { needsSameSiteStep } from '@/lib/http/same-site-step';
import { stepDocument } from '@/lib/http/step-document';
import { isPageUnavailable, unavailableDocument } from '@/lib/http/unavailable-document';
import { browserCookieName, isBrowserId, newBrowserId } from '@/lib/platform/browser-id';
import { DAY_S } from '@/lib/platform/clock';
import { setCookie } from '@/lib/platform/cookies';
import { randomToken } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { localeCookieName, localeFrom } from '@/lib/platform/locale';
import { hintCookie, hintOfLink, NO_HINT, type Hint } from '@/lib/portal/hint';
import { realmCookieName } from '@/lib/sessions/realm-cookie';

const BROWSER_ID_DAYS = 30;

/** A path without a page: Next answers it with 404 and `not-found.tsx`. */
const NOWHERE = '/not-found';
/** Set by the server where the page of this address has said that it is not there. */
const MISSING_PAGE = 'x-register-missing-page';

function isView({ method }: NextRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function setBrowserId(response: NextResponse, browserId: string): void {
  const name = browserCookieName();
  const maxAgeS = BROWSER_ID_DAYS * DAY_S;
  response.headers.append(
    'Set-Cookie',
    setCookie({ name, value: browserId, maxAgeS, sameSite: 'Lax' }),
  );
}

/**
 * What a view of the portal names before anybody has signed in: a Data User's link the customer and the
 * way back, the page that password managers link to itself.
 */
function hintOf(request: NextRequest): Hint | null {
  if (!isView(request)) return null;
  const { pathname, searchParams } = request.nextUrl;
  if (pathname === '/portal') return hintOfLink(searchParams);
  const isSignedOut = !request.cookies.has(realmCookieName('customer'));
  return pathname === '/portal/passkeys' && isSignedOut ? { ...NO_HINT, next: 'passkeys' } : null;
}

/** On to the sign-in page; what was named goes into a cookie, encrypted. */
function keepHint(hint: Hint, browserId: string): NextResponse {
  const response = NextResponse.redirect(`${env().ORIGIN}/portal/sign-in`, 303);
  setBrowserId(response, browserId);
  response.headers.append('Set-Cookie', hintCookie(hint));
  for (const [header, value] of Object.entries(pageHeaders('/portal'))) {
    response.headers.set(header, value);
  }
  return response;
}

/** Gives each page its security headers and the browser its random id. Never sees the API. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const name = browserCookieName();
  const known = request.cookies.get(name)?.value;
  const browserId = isBrowserId(known) ? known : newBrowserId();
  // The page that is about to render must already see the id that the answer will set.
  request.cookies.set(name, browserId);

  const hint = hintOf(request);
  // A meter number leaves the address bar, and all that is sent on from it, with this very answer.
  if (hint && pathname === '/portal') return keepHint(hint, browserId);

  const hasCookie = (cookie: string) => request.cookies.has(cookie);
  if (
    needsSameSiteStep(pathname, { method: request.method, headers: request.headers, hasCookie })
  ) {
    const policy = { 'Content-Security-Policy': contentSecurityPolicy(pathname, randomToken(16)) };
    const locale = localeFrom(
      request.cookies.get(localeCookieName)?.value,
      request.headers.get('accept-language'),
    );
    const step = stepDocument({ target: `${env().ORIGIN}${pathname}${search}`, locale });
    for (const [header, value] of Object.entries({ ...pageHeaders(pathname), ...policy })) {
      step.headers.set(header, value);
    }
    return step;
  }

  if (hint) return keepHint(hint, browserId);

  if (isView(request) && (await isPageUnavailable(pathname))) {
    const policy = { 'Content-Security-Policy': contentSecurityPolicy(pathname, randomToken(16)) };
    return unavailableDocument({ ...pageHeaders(pathname), ...policy, 'Retry-After': '5' });
  }

  const nonce = randomToken(16);
  const policy = contentSecurityPolicy(pathname, nonce);
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from here, and the page for ours.
  headers.set('Content-Security-Policy', policy);
  headers.set('x-nonce', nonce);
  // Where the language switch comes back to: a form's answer cannot be fetched again.
  headers.set('x-dar-path', isView(request) ? `${pathname}${search}` : '/');

  const response = request.headers.has(MISSING_PAGE)
    ? NextResponse.rewrite(new URL(NOWHERE, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [header, value] of Object.entries(pageHeaders(pathname))) {
    response.headers.set(header, value);
  }
  // A form of another site posts without the id: the answer must not put a new one in its place.
  if (isView(request)) setBrowserId(response, browserId);
  return response;
}

export const config = {
  // A link token has dots in it, so files are named here rather than recognised by a dot.
  matcher: [
    '/((?!v1(?:/|$)|_next/|\\.well-known/|(?:healthz|readyz|metrics|favicon\\.ico|icon\\.svg|robots\\.txt|dev/outbox/[^/]+/html)$).*)',
  ],
};
