import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { openRecords, recordIds, signInByPasskey } from './support/portal';
import { startOwn } from '../../harness/callers/reidentification';
import { registerConsent } from '../../harness/callers/registered-access';
import type { HttpAnswer } from '../../harness/http-request';

const { client, origin } = sharedRegister();

let northwind: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
});

/** Addresses of what a page has the browser load by itself; a link that somebody presses is none. */
function loadedBy(html: string): string[] {
  const tags = html.match(/<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*>/g);
  return (tags ?? []).flatMap((tag) =>
    [...tag.matchAll(/\b(?:src|href|srcset|data)="([^"]*)"/g)].map(([, address = '']) => address),
  );
}

function expectStrict({ headers, text }: HttpAnswer, path: string): void {
  expect(headers['x-frame-options'], path).toBe('DENY');
  const policy = headers['content-security-policy'] as string | undefined;
  if (policy !== undefined || text.includes('<html')) {
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).toContain("default-src 'none'");
  }
  const foreign = loadedBy(text).filter(
    (address) => !address.startsWith('data:') && new URL(address, origin).origin !== origin,
  );
  expect(foreign, path).toEqual([]);
}

describe('an answer to a browser', () => {
  test.each([
    '/',
    '/genuine',
    '/done',
    '/privacy',
    '/docs',
    '/passkey/assert?session=pks_000000000000000000000000',
    '/magic-link/broken',
    '/portal',
    '/portal/sign-in',
    '/portal/sign-in/code',
    '/portal/records',
    '/portal/link/broken',
    '/portal/supplier/callback/none',
    '/dashboard',
    '/dashboard/sign-in',
    '/dashboard/webhooks/abc',
    '/admin',
    '/admin/sign-in',
    '/nowhere',
  ])('%s lets no one frame it and loads nothing from another origin', async (path) => {
    expectStrict(await new CustomerBrowser(origin).open(path), path);
  });

  test('to somebody who is signed in, or in a ceremony, is as strict', async () => {
    const home = await enrolHousehold(northwind, origin);
    await registerConsent(home);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const [id = ''] = recordIds(await openRecords(browser));
    const { page } = await startOwn(home, { method: 'passkey-assert' });
    const paths = [
      page,
      '/portal/records',
      `/portal/records/${id}`,
      `/portal/records/${id}/withdraw`,
      '/portal/records/never',
      '/portal/passkeys',
      '/portal/download/csv',
      '/portal/download/x',
    ];
    for (const path of paths) {
      const answer = await browser.open(path);
      expect(answer.text, path).not.toBe('');
      expectStrict(answer, path);
    }
  });

  test('to a form that is refused is as strict', async () => {
    const browser = new CustomerBrowser(origin);
    await browser.open('/portal/sign-in');
    for (const path of ['/portal/sign-in/email', '/portal/records/x/withdraw/confirm', '/done']) {
      const refused = await browser.press(path, {}, { origin: 'https://evil.example' });
      expectStrict(refused, path);
    }
  });
});
