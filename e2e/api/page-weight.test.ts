import { brotliCompressSync, constants } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { openCustomerPages, type CustomerPage } from '../../harness/callers/customer-pages';
import { createHousehold } from '../../harness/callers/household';
import { startOwn } from '../../harness/callers/reidentification';
import { httpRequest } from '../../harness/http-request';

const { client, mailbox, origin } = sharedRegister();

const KB = 1024;
/** The most compressed JavaScript of a page, by what is pressed there. */
const MOST_SCRIPT = { passkey: 6 * KB, form: KB, ending: 0 } as const;
const MOST_DOCUMENT = 16 * KB;
const MOST_STYLE = 16 * KB;

let pages: CustomerPage[];
beforeAll(async () => {
  pages = await openCustomerPages({ origin, owner: await client.createAccount(), mailbox });
});

/** As quick, and so as loose, as the server does it. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
const compressed = (text: string) =>
  text === '' ? 0 : brotliCompressSync(text, { params }).length;

const files = new Map<string, number>();

async function weighFile(address: string): Promise<number> {
  const known = files.get(address);
  if (known !== undefined) return known;
  const { text } = await httpRequest(`${origin}${address}`);
  files.set(address, compressed(text));
  return compressed(text);
}

/** What the page has loaded from these addresses weighs so much compressed. */
async function weighLoaded(addresses: string[]): Promise<number> {
  const weights = await Promise.all(addresses.map(weighFile));
  return weights.reduce((sum, bytes) => sum + bytes, 0);
}

const addressesIn = (tags: string[], attribute: string) =>
  tags.flatMap((tag) => new RegExp(`\\b${attribute}="([^"]*)"`).exec(tag)?.[1] ?? []);

/** Compressed bytes of a page, and of all the JavaScript and styles that it brings or loads. */
async function weigh({ browser, address }: CustomerPage) {
  const { status, text } = await browser.open(address);
  expect(status, address).toBe(200);
  const scripts = [...text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)];
  const ownScripts = scripts.map(([, , source = '']) => compressed(source));
  const tags = scripts.map(([, tag = '']) => tag);
  const early = text.match(/<link\b[^>]*\bas="script"[^>]*>/g) ?? [];
  const styles = text.match(/<link\b[^>]*\brel="stylesheet"[^>]*>/g) ?? [];
  return {
    script:
      ownScripts.reduce((sum, bytes) => sum + bytes, 0) +
      (await weighLoaded([...addressesIn(tags, 'src'), ...addressesIn(early, 'href')])),
    style: await weighLoaded(addressesIn(styles, 'href')),
    document: compressed(text),
  };
}

test('a page of a customer is light: what is pressed there decides how much script it brings', async () => {
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    const { script, style, document } = await weigh(page);
    expect(script, `JavaScript of ${page.name}`).toBeLessThanOrEqual(MOST_SCRIPT[page.kind]);
    expect(document, page.name).toBeLessThanOrEqual(MOST_DOCUMENT);
    expect(style, `styles of ${page.name}`).toBeLessThanOrEqual(MOST_STYLE);
  }
});

test('a page keeps no script of a framework, whatever an organisation is called', async () => {
  const name = 'Evil </script><script data-page-script="">1 data-react="needed"';
  const owner = await client.createAccount({ 'display-name': name });
  const started = await startOwn(await createHousehold(owner), { method: 'passkey-register' });
  const { words, text } = await new CustomerBrowser(origin).open(started.page);
  expect(words).toContain(name);
  const tags = text.match(/<script\b[^>]*>/g) ?? [];
  expect(tags.length).toBeGreaterThan(0);
  expect(tags.filter((tag) => !/^<script type="module" data-page-script=""/.test(tag))).toEqual([]);
});

test('what a page does not need of a framework, one that is drawn in the browser keeps', async () => {
  const { text } = await httpRequest(`${origin}/receipts/check`);
  expect(text).toContain('data-react="needed"');
  expect(text).toMatch(/<script [^>]*src="\/_next\//);
});
