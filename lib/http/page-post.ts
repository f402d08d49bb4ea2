import { browserCookieName, isBrowserId, newBrowserId } from '@/lib/platform/browser-id';
import { env } from '@/lib/platform/env';
import { RegisterError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { localeCookieName, localeFrom, type Locale } from '@/lib/platform/locale';
import { log } from '@/lib/platform/log';
import { withTransactionId } from '@/lib/platform/transaction-id';
import type { Ending } from '@/lib/ceremonies/dto';
import { endingCookie } from '@/lib/ceremonies/ending-cookie';
import { toErrorAnswer } from './error-answer';
import { endingDocument, type EndingStatus } from './ending-document';
import { MAX_BODY_BYTES } from './read-json-body';
import { refusedDocument } from './refused-document';
import { unavailableDocument } from './unavailable-document';

/** A post from one of our own pages. */
export interface PagePost {
  request: Request;
  browserId: string;
  locale: Locale;
  cookies: ReadonlyMap<string, string>;
}

export function cookiesOf(request: Request): Map<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return new Map(pairs);
}

function isOurs(url: string | null): boolean {
  return url !== null && URL.canParse(url) && new URL(url).origin === env().ORIGIN;
}

/**
 * Whether a page of ours sent this: by `Origin`, which browsers put on every post; where it is missing or
 * hidden ("null"), by `Sec-Fetch-Site`; where that is missing too, by `Referer`. A page of another site can
 * set none of them. Stops forged posts from other sites; it says nothing of who uses the browser.
 */
function isSameOrigin({ headers }: Request): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origin !== 'null') return isOurs(origin);
  const site = headers.get('sec-fetch-site');
  return site === null ? isOurs(headers.get('referer')) : site === 'same-origin';
}

/**
 * The one wrapper of posts from the hosted pages: same origin, a browser that our page has seen, and no
 * error of ours without words. Logs the path's pattern, never the address.
 */
export async function pagePost(
  path: string,
  request: Request,
  handle: (post: PagePost) => Promise<Response>,
): Promise<Response> {
  const transactionId = newId('tid');
  const cookies = cookiesOf(request);
  const browserId = cookies.get(browserCookieName());
  const locale = localeFrom(cookies.get(localeCookieName), request.headers.get('accept-language'));
  let response: Response;
  if (!isSameOrigin(request)) {
    response = isForm(request)
      ? refusedDocument(403, locale)
      : refusedJson(403, 'This request did not come from a page of ours.');
  } else if (!(Number(request.headers.get('content-length') ?? 'none') <= MAX_BODY_BYTES)) {
    const text = 'This request is too large, or does not say how large it is.';
    response = isForm(request) ? refusedDocument(413, locale) : refusedJson(413, text);
  } else {
    try {
      // Without our cookie it is a browser like no other: nothing that was asked for here is its own.
      const id = isBrowserId(browserId) ? browserId : newBrowserId();
      response = await withTransactionId(transactionId, () =>
        handle({ request, browserId: id, locale, cookies }),
      );
    } catch (error) {
      response = refuse(request, error, { transactionId, locale });
    }
  }
  log().info(
    { method: 'POST', path, status: response.status, 'transaction-id': transactionId },
    'page post',
  );
  response.headers.set('X-Transaction-Id', transactionId);
  return response;
}

function isForm(request: Request): boolean {
  return (request.headers.get('content-type') ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );
}

function refuse(
  request: Request,
  error: unknown,
  { transactionId, locale }: { transactionId: string; locale: Locale },
): Response {
  const refused = toErrorAnswer(error);
  if (!(error instanceof RegisterError)) {
    log().error({ err: error, 'transaction-id': transactionId }, 'page post failed');
  }
  // A form's answer is what the customer sees; a script has words of its own.
  if (isForm(request)) {
    return refused.status === 503
      ? unavailableDocument(refused.headers)
      : refusedDocument(refused.status, locale, refused.headers);
  }
  const message = refused.errors.map((item) => item.message).join(' ');
  return refusedJson(refused.status, message, refused.headers);
}

/** What a script of ours reads of a request that was refused: never to be taken for silence. */
function refusedJson(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const problem = status >= 500 || status === 429 ? 'busy' : 'verification';
  return Response.json(
    { result: 'problem', problem, message },
    { status, headers: { 'Cache-Control': 'no-store', ...headers } },
  );
}

export function redirectTo(location: string, ...cookies: (string | undefined)[]): Response {
  const headers = new Headers({ Location: location, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) if (cookie) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

export function json(body: object, status = 200, ...cookies: (string | undefined)[]): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of cookies) if (cookie) headers.append('Set-Cookie', cookie);
  return Response.json(body, { status, headers });
}

export function donePage(): string {
  return `${env().ORIGIN}/done`;
}

const statuses: Record<Ending, EndingStatus | 303> = {
  confirmed: 303,
  declined: 303,
  undone: 303,
  'other-browser': 409,
  used: 409,
  expired: 410,
  invalid: 404,
};

/**
 * Ends a form's journey on `/done`, which learns the ending from a signed cookie. What was asked for and
 * happened is a 303; what could not happen has its own status and a small page that leads on to `/done`.
 */
export async function endingResponse(
  ending: Ending,
  tokenRef: string | null,
  post: PagePost,
  happened = statuses[ending] === 303,
): Promise<Response> {
  const cookie = await endingCookie(ending, tokenRef);
  const status = statuses[ending];
  if (happened && status === 303) return redirectTo(donePage(), cookie);
  return endingDocument(status === 303 ? 409 : status, post.locale, cookie);
}
