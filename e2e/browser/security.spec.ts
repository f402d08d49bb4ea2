import { startAcross, statusOf } from '../../harness/callers/reidentification';
import { createHousehold } from '../../harness/callers/household';
import { askForCode, mailLink, mainButton, pressMain, startEnrolment } from './support/ceremonies';
import { startOtherSite } from './support/other-site';
import { expect, test } from './support/scene';

/** A form that sends itself to the register, as a hostile page would. */
function forgedForm(action: string, fields: Record<string, string>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  return `<form method="post" action="${action}">${inputs.join('')}<button>Win</button></form>`;
}

const INJECTED = `<script>document.title = 'injected'</script>
  <img src="data:," onerror="document.title = 'injected'">
  <img src="https://evil.example/pixel.png">
  <p style="color: red">styled</p>
  <iframe src="https://evil.example/"></iframe>`;

test.describe('the Content-Security-Policy', () => {
  test.use({ allowedConsole: [/Content Security Policy/] });

  test('keeps scripts, styles and frames that are injected into a page from working', async ({
    scene,
  }) => {
    const { page } = scene;
    const { started } = await startEnrolment(scene);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        document.documentElement.dataset[effectiveDirective.replace(/\W/g, '')] = 'refused';
      });
    });
    await page.route(started.page, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace('</body>', `${INJECTED}</body>`),
      });
    });
    await page.goto(started.page);
    await expect
      .poll(() => page.evaluate(() => Object.keys(document.documentElement.dataset).sort()))
      .toEqual(['framesrc', 'imgsrc', 'scriptsrcattr', 'scriptsrcelem', 'stylesrcattr']);
    expect(await page.title()).not.toBe('injected');
    await expect(mainButton(page)).toBeEnabled();
  });

  test('lets no page be shown inside another site', async ({ scene }) => {
    const { started } = await startEnrolment(scene);
    const { link } = await mailLink(scene);
    const site = await startOtherSite({
      '/': [started.page, link, '/control'].map((src) => `<iframe src="${src}"></iframe>`).join(''),
    });
    await scene.page.goto(site.url);
    const shown = () =>
      scene.page
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

  test('is new for every view', async ({ scene }) => {
    const { started } = await startEnrolment(scene);
    const nonces = [];
    for (let view = 0; view < 2; view += 1) {
      const answer = await scene.page.goto(started.page);
      const policy = answer?.headers()['content-security-policy'] ?? '';
      nonces.push(/'nonce-([^']+)'/.exec(policy)?.[1]);
      expect(policy).not.toContain('unsafe');
    }
    expect(nonces[0]).toBeTruthy();
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

test('nothing is loaded from another origin, and the scripts that are ours stay small', async ({
  scene,
}) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto(started.page, { waitUntil: 'networkidle' });
  expect(urls.filter((url) => !url.startsWith(`${scene.register.origin}/`))).toEqual([]);
  expect(urls.filter((url) => new URL(url).pathname.endsWith('.js'))).toEqual([]);
  const total = await page.evaluate(() =>
    [...document.scripts].reduce((sum, script) => sum + script.text.length, 0),
  );
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(25_000);
});

test('the organisation’s site is not told the address of the page the customer comes from', async ({
  scene,
}) => {
  const site = await startOtherSite({ '/back': 'Back' });
  const account = scene.northwind;
  const before = await account.call<{ account: { 'redirect-urls': string[] } }>('GET', '/v1/self');
  const registered = before.body.account['redirect-urls'];
  await account.call('PUT', '/v1/self/redirect-urls', {
    'redirect-urls': [...registered, `${site.url}/back`],
  });
  const { started } = await startEnrolment(scene, {}, { 'passkey-return-url': `${site.url}/back` });
  await pressMain(scene, started.page);
  await scene.page.waitForURL(`${site.url}/back?**`);
  const mailed = await mailLink(scene, { 'redirect-url': `${site.url}/back` });
  await pressMain(scene, mailed.link);
  await scene.page.waitForURL(`${site.url}/back?dar-reid-token=**`);
  expect(site.requests).toHaveLength(2);
  expect(site.requests.map(({ headers }) => headers.referer)).toEqual([undefined, undefined]);
  await account.call('PUT', '/v1/self/redirect-urls', { 'redirect-urls': registered });
  site.close();
});

test('cookies cannot be read by scripts nor travel with other sites’ requests', async ({
  scene,
}) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await pressMain(scene, started.page);
  await page.waitForURL('**/done');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  const cookies = await page.context().cookies(scene.register.origin);
  expect(cookies.map(({ name }) => name).sort()).toEqual(['dar-browser', 'dar-ending', 'dar-lang']);
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  }
});

test.describe('another site', () => {
  // The browser looks for an icon beside the plain words of the refusal.
  test.use({ allowedConsole: [/status of 404/] });

  test('cannot decline, confirm, send mail or try a code with a form of its own', async ({
    scene,
  }) => {
    const { page } = scene;
    const { origin } = scene.register;
    const { started, household, code } = await askForCode(scene);
    const mailed = await mailLink(scene);
    const session = new URL(started.page).searchParams.get('session') ?? '';
    const fields = { session, kind: 'register', way: '' };
    const attacks: Record<string, string> = {
      '/decline': forgedForm(`${origin}/passkey/decline`, fields),
      '/email': forgedForm(`${origin}/passkey/email`, fields),
      '/code': forgedForm(`${origin}/passkey/code`, { ...fields, code }),
      '/finish': forgedForm(`${origin}/passkey/finish`, fields),
      '/confirm': forgedForm(`${mailed.link}/confirm`, {}),
      '/link-decline': forgedForm(`${mailed.link}/decline`, {}),
      '/language': forgedForm(`${origin}/language`, { path: '/', lang: 'cy' }),
    };
    const site = await startOtherSite(attacks);
    for (const path of Object.keys(attacks)) {
      await page.goto(`${site.url}${path}`);
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.getByRole('button', { name: 'Win' }).click(),
      ]);
      expect(answer.status(), path).toBe(403);
    }
    site.close();
    expect(await statusOf(started)).toMatchObject({ status: 'pending', declined: false });
    expect(await statusOf(mailed.started)).toMatchObject({ status: 'pending', declined: false });
    expect(await scene.mailbox.mailsTo(household.email ?? '')).toHaveLength(1);
    // The code is as good as before: nobody has tried it.
    await page.goto(started.page);
    await page.locator('#code').fill(code);
    await mainButton(page).click();
    await expect(page.getByRole('heading', { name: 'asks you to create a passkey' })).toBeVisible();
  });
});

test('looking at a page, loading it again and going back spends nothing', async ({ scene }) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  for (let look = 0; look < 5; look += 1) await page.request.head(started.page);
  await page.goto(started.page);
  for (let look = 0; look < 7; look += 1) await page.reload();
  await page.goto(scene.register.origin);
  await page.goBack();
  expect((await statusOf(started)).status).toBe('pending');
  await mainButton(page).click();
  await page.waitForURL('**/done');
  expect((await statusOf(started)).status).toBe('confirmed');
});

test('the page after a confirmed request does not confirm again when the customer goes back', async ({
  scene,
}) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await pressMain(scene, started.page);
  await page.waitForURL('**/done');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'This was already used' })).toBeVisible();
});

test('an organisation’s name is text, whatever is in it', async ({ scene, client }) => {
  const name = '<img src=x onerror="document.title=1"> & “Söhne”';
  const account = await client.createAccount({ 'display-name': name });
  const household = await createHousehold(scene.northwind);
  const started = await startAcross(account, household.mpxn, { method: 'passkey-register' });
  await scene.page.goto(started.page);
  await expect(scene.page.locator('h1 bdi')).toContainText(name);
  await expect(scene.page.locator('main img')).toHaveCount(0);
});
