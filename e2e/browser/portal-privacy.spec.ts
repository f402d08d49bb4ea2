import { readFileSync } from 'node:fs';
import type { Page, Request } from '@playwright/test';
import { mainButton } from './support/ceremonies';
import { startOtherSite } from './support/other-site';
import {
  enrolCustomer,
  followLink,
  openSignIn,
  pressPasskey,
  signInByPasskey,
  typeInto,
  WITHDRAW_PATH,
  withoutAutofill,
} from './support/portal';
import { expect, test } from './support/scene';

/** What a page's requests told in their address or `Referer`, after the first of them. */
async function sentAddresses(requests: Request[]): Promise<string[]> {
  const [, ...later] = requests;
  const headers = await Promise.all(later.map((request) => request.allHeaders()));
  return later.flatMap((request, at) => [request.url(), headers[at]?.referer ?? '']);
}

function collectRequests(page: Page): Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  return requests;
}

test('a meter number in a Data User’s link is in that address alone: no later one, no Referer, no log', async ({
  scene,
}) => {
  const { page, register } = scene;
  const home = await enrolCustomer(scene);
  await withoutAutofill(page);
  const link = new URL('/portal', register.origin);
  link.search = String(
    new URLSearchParams({ mpxn: home.mpxn, return: scene.returnUrls.northwind }),
  );
  const site = await startOtherSite({ '/': `<a href="${link.href}">Your data</a>` });
  await page.goto(site.url);
  const requests = collectRequests(page);
  await page.getByRole('link', { name: 'Your data' }).click();
  await page.waitForURL('**/portal/sign-in');
  expect(requests[0]?.url()).toContain(home.mpxn);
  await pressPasskey(page);
  await followLink(page, WITHDRAW_PATH);
  await mainButton(page).click();
  await page.getByRole('link', { name: /^Go back to/ }).click();
  await page.waitForURL(`${scene.returnUrls.northwind}?**`);
  site.close();

  const seen = await sentAddresses(requests);
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((text) => text.includes(home.mpxn))).toEqual([]);
  // Nor does the organisation learn which page of ours its customer comes from.
  const back = requests.find((request) => request.url().startsWith(scene.returnUrls.northwind));
  expect((await back?.allHeaders())?.referer).toBeUndefined();
  const log = readFileSync(register.logFile, 'utf8') + register.logs();
  expect(log).toContain('/portal/records/{id}/withdraw/confirm');
  expect(log).not.toContain(home.mpxn);
});

test('a typed meter number goes into no address, Referer or log either', async ({ scene }) => {
  const home = await enrolCustomer(scene);
  const page = await openSignIn(scene);
  const requests = collectRequests(page);
  await typeInto(page, 'mpxn', home.mpxn);
  await page.getByRole('button', { name: 'Send me an email' }).click();
  await page.waitForURL('**/portal/sign-in/code');
  const seen = [requests[0]?.url() ?? '', ...(await sentAddresses(requests))];
  expect(seen.filter((text) => text.includes(home.mpxn))).toEqual([]);
  expect(await page.content()).not.toContain(home.mpxn);
  expect(scene.register.logs()).not.toContain(home.mpxn);
});

test.describe('a hostile site', () => {
  test.use({ allowedConsole: [/frame-ancestors/] });

  test('shows no page of the portal in a frame, to be clicked unseen', async ({ scene }) => {
    const { page, register } = scene;
    await enrolCustomer(scene);
    await signInByPasskey(scene);
    await followLink(page, WITHDRAW_PATH);
    const framed = [page.url(), `${register.origin}/portal/sign-in`, '/control'];
    const site = await startOtherSite({
      '/': framed.map((src) => `<iframe src="${src}"></iframe>`).join(''),
    });
    await page.goto(site.url);
    const shown = () =>
      page
        .frames()
        .slice(1)
        .map((frame) => frame.url())
        .sort();
    // Frames do work there: the one of its own is shown.
    await expect
      .poll(shown)
      .toEqual([
        'chrome-error://chromewebdata/',
        'chrome-error://chromewebdata/',
        `${site.url}/control`,
      ]);
    site.close();
  });
});
