import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { projectRoot } from '../../harness/register-process';
import { hostileTexts } from './hostile-values';

/** A request to one of the hosted pages, or from one. */
export interface PageRequest {
  /** `/portal/records/{id}`, as the folders of `app` have it. */
  route: string;
  /** With its query. */
  target: string;
  /** What is posted; null when the page is opened instead. */
  fields: [name: string, value: string][] | null;
  isJson: boolean;
}

/** Names of fields and of parameters that the pages read. */
const names = [
  ...['session', 'kind', 'way', 'code', 'email', 'mpxn', 'ir', 'next', 'return', 'lang', 'path'],
  ...['name', 'cursor', 'q', 'state', 'status', 'legal-basis', 'reason', 'from', 'to', 'only'],
  ...[
    'account-id',
    'secret',
    'redirect-urls',
    'callback-url',
    'alert-email',
    'event-types',
    'role',
  ],
  ...[
    'notify-days-before',
    'active',
    'display-name',
    'duid',
    'contact-url',
    'data-types',
    'problem',
  ],
  ...[
    'mails-per-hour',
    'confirm',
    'response',
    'id',
    'credential-id',
    'supplier',
    'everywhere',
    'ak',
  ],
  ...[
    'purpose',
    'method',
    'go-on',
    'event_type',
    'account_id',
    'after',
    'done',
    'secret-key',
    'error',
  ],
];

const texts = hostileTexts.filter((text) => text.length < 700);
const likely = ['1200023305967', 'customer@example.com', '123456', '12', '-1', 'ACTIVE', '/portal'];
const ids = ['ir', 'ak', 'wid', 'evt', 'cred', 'mlr', 'pks'].map(
  (kind) => `${kind}_${'0'.repeat(24)}`,
);
const segments = [
  ...ids,
  '0'.repeat(24),
  'a%00',
  '%2F',
  '%zz',
  '%ff',
  'x',
  'csv',
  'json',
  '%F0%9F',
];

/** Signing out and changing one's secret would end the session that the rest needs. */
const ENDS_SESSION = /sign-out|sign-in|rotate-secret|\/prove|\/choose/;

/** The paths of all pages and their posts, by the files of one name, API and helpers left out. */
function routesOf(file: string): string[] {
  const found = readdirSync(path.join(projectRoot, 'app'), { recursive: true, encoding: 'utf8' });
  return found
    .filter((name) => path.basename(name) === file)
    .map((name) => path.posix.dirname(name).replace(/\([^)]+\)\/?/g, ''))
    .filter((folder) => !/^(v1|dev|metrics|\.well-known)/.test(folder))
    .map((folder) => `/${folder.replace(/\[([^\]]+)\]/g, '{$1}').replace(/\/$/, '')}`);
}

const pair = fc.tuple(
  fc.constantFrom(...names),
  fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...likely, ...ids)),
);

function target(route: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.constantFrom(...segments), { minLength: 4, maxLength: 4 }), fc.array(pair))
    .map(([values, query]) => {
      let index = 0;
      const whole = route.replace(/\{[^}]+\}/g, () => values[index++] ?? 'x');
      const search = query
        .filter(([, value]) => value.isWellFormed())
        .slice(0, 3)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return search.length === 0 ? whole : `${whole}?${search.join('&')}`;
    });
}

/** Requests to every page and every post of a page outside the API. */
export function pageRequests(isSignedIn: boolean): fc.Arbitrary<PageRequest> {
  const fits = (route: string) => !isSignedIn || !ENDS_SESSION.test(route);
  const pages = routesOf('page.tsx').filter(fits);
  const posts = routesOf('route.ts').filter(fits);
  const opened = fc.constantFrom(...pages).chain((route) =>
    fc.record({
      route: fc.constant(route),
      target: target(route),
      fields: fc.constant(null),
      isJson: fc.constant(false),
    }),
  );
  const posted = fc.constantFrom(...posts).chain((route) =>
    fc.record({
      route: fc.constant(route),
      target: target(route),
      fields: fc.array(pair, { maxLength: 12 }),
      isJson: fc.boolean(),
    }),
  );
  return fc.oneof<fc.Arbitrary<PageRequest>[]>(opened, posted);
}
