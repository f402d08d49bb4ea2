import type { IncomingMessage } from 'node:http';
import type { Demo } from './demo';
import { html } from './html';
import { DemoRequest, readForm, VisitorError, type Reply } from './http';
import { companies } from './companies';
import { findRoute } from './routes';
import { page } from './views/layout';
import { findProblemWords } from './views/problem';

export type Answer = { readonly reply: Reply; readonly cookies: readonly string[] };

const FIRST_PART = /^\/([^/]+)/;

/** One request to one page; whatever goes wrong becomes a page in plain words. */
export async function respond(demo: Demo, message: IncomingMessage): Promise<Answer> {
  const path = (message.url ?? '/').split('?')[0] ?? '/';
  try {
    return await route(demo, message);
  } catch (error) {
    return { reply: errorPage(demo, path, error), cookies: [] };
  }
}

async function route(demo: Demo, message: IncomingMessage): Promise<Answer> {
  const host = new URL(demo.url).host;
  if (message.headers.host !== host) return { reply: { location: `${demo.url}/` }, cookies: [] };
  const { pathname, searchParams } = new URL(message.url ?? '/', demo.url);
  const method = message.method === 'HEAD' ? 'GET' : (message.method ?? 'GET');
  const found = findRoute(method, pathname);
  if ('allow' in found) {
    throw found.allow.length > 0
      ? new VisitorError(405, 'This address takes a form. Go to the start and press its button.')
      : new VisitorError(404, 'There is no such page.');
  }
  if (method === 'POST') requireOwnOrigin(demo, message);
  const form = method === 'POST' ? await readForm(message) : new URLSearchParams();
  const request = new DemoRequest(demo, searchParams, form, found.params, message.headers.cookie);
  const reply = await found.handler(request);
  return { reply, cookies: request.newCookies() };
}

/** Another site's form must not start anything in a visitor's name; tools without a browser may. */
function requireOwnOrigin(demo: Demo, message: IncomingMessage): void {
  const { origin } = message.headers;
  if (origin !== undefined && origin !== demo.url) {
    throw new VisitorError(403, 'That form was not one of ours.');
  }
}

function errorPage(demo: Demo, path: string, error: unknown): Reply {
  const part = FIRST_PART.exec(path)?.[1];
  const company = Object.values(companies).find(({ id }) => id === part) ?? null;
  const back = html`<p>
    <a class="button" href="${company ? `/${company.id}` : '/'}">Go to the start</a>
  </p>`;
  if (error instanceof VisitorError) {
    const content = html`<p>${error.message}</p>
      ${back}`;
    return page({ demo, company, status: error.status, title: 'That did not work', content });
  }
  const words = findProblemWords(error, demo.registerOrigin);
  if (words !== null) {
    const content = html`<div role="alert">${words.body}</div>
      ${back}`;
    return page({ demo, company, status: words.status, title: words.title, content });
  }
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  const content = html`<p>The fault is ours. Please try again.</p>
    ${back}`;
  return page({ demo, company, status: 500, title: 'Something went wrong', content });
}
