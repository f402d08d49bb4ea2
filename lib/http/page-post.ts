import { browserCookieName, isBrowserId, newBrowserId } from '@/lib/platform/browser-id';
import { env } from '@/lib/platform/env';
import { ForbiddenError, RegisterError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { localeCookieName, localeFrom, type Locale } from '@/lib/platform/locale';
import { log } from '@/lib/platform/log';
import { withTransactionId } from '@/lib/platform/transaction-id';
import { toErrorAnswer } from './error-answer';
import { BodyTooLargeError, MAX_BODY_BYTES } from './read-body';
import { isForm } from './read-form';
import { refusedDocument } from './refused-document';
import { unavailableDocument } from './unavailable-document';

/** A post from one of our own pages. */
export interface PagePost {
  request: Request;
  /** Of the address, by the names of its folders. */
  params: Record<string, string>;
  browserId: string;
  locale: Locale;
  cookies: ReadonlyMap<string, string>;
}

/** What a post of a page declares; everything else is the same for all of them. */
interface DeclaredPost<Opened extends object> {
  /** The address's pattern, for the log. */
  path: string;
  /** What must be open for the post to count; where it is not, the answer that says so. */
  open?: (post: PagePost) => Promise<Opened | Response>;
  run: (post: PagePost & Opened) => Response | Promise<Response>;
}

/** A handler as Next calls it. */
export type PostHandler = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

export function cookiesOf(request: Request): Map<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return new Map(pairs);
}

/** The language that the customer chose, or their browser asks for. */
export function localeOf(request: Request): Locale {
  const chosen = cookiesOf(request).get(localeCookieName);
  return localeFrom(chosen, request.headers.get('accept-language'));
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

/** @throws {ForbiddenError} */
function requireOwnOrigin(request: Request): void {
  if (isSameOrigin(request)) return;
  throw new ForbiddenError('This request did not come from a page of ours.');
}

/** @throws {BodyTooLargeError} also where a request does not say how large it is: every browser says so */
function requireKnownSize({ headers }: Request): void {
  const length = headers.get('content-length');
  if (length !== null && Number(length) <= MAX_BODY_BYTES) return;
  throw new BodyTooLargeError();
}

function toPagePost(request: Request, params: Record<string, string> = {}): PagePost {
  const cookies = cookiesOf(request);
  const known = cookies.get(browserCookieName());
  // Without our cookie it is a browser like no other: nothing that was asked for here is its own.
  const browserId = isBrowserId(known) ? known : newBrowserId();
  return { request, params, browserId, locale: localeOf(request), cookies };
}

/** What a script of ours reads of a request that was refused: never to be taken for silence. */
function refusedJson(status: number, message: string, headers: Record<string, string>): Response {
  const problem = status >= 500 || status === 429 ? 'busy' : 'verification';
  return Response.json(
    { result: 'problem', problem, message },
    { status, headers: { 'Cache-Control': 'no-store', ...headers } },
  );
}

function refuse(request: Request, error: unknown): Response {
  const { status, headers, errors } = toErrorAnswer(error);
  if (!(error instanceof RegisterError)) log().error({ err: error }, 'page post failed');
  // A form's answer is what the customer sees; a script has words of its own.
  if (!isForm(request)) {
    return refusedJson(status, errors.map(({ message }) => message).join(' '), headers);
  }
  if (status === 503) return unavailableDocument(headers);
  return refusedDocument(status, localeOf(request), headers);
}

/** What becomes of a post, from top to bottom: a step that refuses throws. */
async function answer<Opened extends object>(
  { open, run }: DeclaredPost<Opened>,
  ...[request, context]: Parameters<PostHandler>
): Promise<Response> {
  try {
    requireOwnOrigin(request);
    requireKnownSize(request);
    const post = toPagePost(request, await context.params);
    const opened = open ? await open(post) : ({} as Opened);
    if (opened instanceof Response) return opened;
    return await run({ ...post, ...opened });
  } catch (error) {
    return refuse(request, error);
  }
}

/**
 * The handler of a post from one of our pages, for a `route.ts` to export as POST. The one wrapper of them
 * all: same origin, a browser that our page has seen, what must be open, the use case; and no error of ours
 * without words. Logs the path's pattern, never the address.
 */
export function pagePost<Opened extends object>(declared: DeclaredPost<Opened>): PostHandler {
  return async (request, context) => {
    const transactionId = newId('tid');
    const response = await withTransactionId(transactionId, () =>
      answer(declared, request, context),
    );
    const { path } = declared;
    log().info(
      { method: 'POST', path, status: response.status, 'transaction-id': transactionId },
      'page post',
    );
    response.headers.set('X-Transaction-Id', transactionId);
    return response;
  };
}

type Cookies = readonly (string | undefined)[];

function headersWith(cookies: Cookies, headers: Record<string, string> = {}): Headers {
  const all = new Headers({ ...headers, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) if (cookie) all.append('Set-Cookie', cookie);
  return all;
}

/** Leads a browser on to a whole address; `cookies` are `Set-Cookie` values. */
export function redirectTo(location: string, ...cookies: Cookies): Response {
  return new Response(null, { status: 303, headers: headersWith(cookies, { Location: location }) });
}

/** An answer to a script of ours; `cookies` are `Set-Cookie` values. */
export function json(body: object, status = 200, ...cookies: Cookies): Response {
  return Response.json(body, { status, headers: headersWith(cookies) });
}
