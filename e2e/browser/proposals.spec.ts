import { createHousehold } from '../../harness/callers/household';
import { proposedConsent, proposedContract } from '../../harness/callers/proposal';
import { startAcross } from '../../harness/callers/reidentification';
import { enrolHere, mainButton } from './support/ceremonies';
import { ALLOW, expectEnding, fact, heading, REFUSE } from './support/permission-page';
import { hostileConsent, hostileWords, proposeByMail, proposeHere } from './support/proposals';
import { expect, test } from './support/scene';

test('a passkey page shows the whole proposal, and its press is the permission', async ({
  scene,
}) => {
  const { page } = scene;
  const { started } = await proposeHere(
    scene,
    proposedConsent({
      'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
      expiry: '2099-06-30T12:00:00Z',
    }),
  );
  await page.goto(started.page);
  await expect(page.getByRole('heading', { level: 1, name: heading() })).toBeVisible();
  await expect(fact(page, 'Which data')).toContainText('How much energy you use, every half hour');
  await expect(fact(page, 'Which data')).toContainText('The prices that you pay for energy');
  await expect(fact(page, 'How long')).toContainText('until 30 June 2099');
  await expect(fact(page, 'What for')).toHaveText('“To recommend a tariff”');
  await expect(fact(page, 'Its terms')).toHaveText('northwind.example (version “2026-01”)');
  await expect(fact(page, 'Your choice')).toContainText('You may say no');
  const [yes, no] = await Promise.all([
    mainButton(page).boundingBox(),
    page.getByRole('button', { name: REFUSE }).boundingBox(),
  ]);
  expect({ width: no?.width, height: no?.height }).toEqual({
    width: yes?.width,
    height: yes?.height,
  });
  await page.getByRole('button', { name: ALLOW }).click();
  await expectEnding(page, started, 'You have allowed it', { status: 'confirmed' });
});

test('an explicit permission is the whole sentence', async ({ scene }) => {
  const { page } = scene;
  const { started } = await proposeHere(
    scene,
    proposedConsent({ 'legal-basis': 'uk-explicit-consent', expiry: '2099-06-30T12:00:00Z' }),
  );
  await page.goto(started.page);
  await expect(mainButton(page)).toHaveText(
    'I explicitly allow Northwind Energy to use the data listed above, for the purpose stated above, until 30 June 2099',
  );
});

test('across organisations, a use that needs no permission asks for none', async ({ scene }) => {
  const { page } = scene;
  const { mpxn } = await enrolHere(scene);
  const started = await startAcross(scene.brightmeter, mpxn, {
    method: 'passkey-assert',
    'proposed-access': proposedContract(),
  });
  await page.goto(started.page);
  await expect(
    page.getByRole('heading', { level: 1, name: 'asks you to confirm who you are' }),
  ).toBeVisible();
  await expect(fact(page, 'Your choice')).toContainText(
    'says that it need not ask for your permission',
  );
  await expect(fact(page, 'Who gets the data')).toHaveText(
    'It says it acts for “Northwind Energy”, which gets the data. We have not checked that.',
  );
  await expect(page.getByRole('button', { name: REFUSE })).toHaveCount(0);
  await page.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expectEnding(page, started, 'You have confirmed who you are', { status: 'confirmed' });
});

test.describe('behind a mailed link, without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the press is the permission', async ({ scene }) => {
    const { page } = scene;
    const { started, link } = await proposeByMail(scene, proposedConsent(), { by: 'brightmeter' });
    await page.goto(link);
    await expect(fact(page, 'What for')).toHaveText('“To recommend a tariff”');
    await page
      .getByRole('button', {
        name: 'Allow all those named above',
      })
      .click();
    await expectEnding(page, started, 'You have allowed it', { status: 'confirmed' });
  });
});

test('hostile words stay words: quoted, apart, without marks of direction or other links', async ({
  scene,
}) => {
  const { page } = scene;
  const { link, mail } = await proposeByMail(scene, hostileConsent());
  await page.goto(link);
  const { authority, lookalike, long } = hostileWords;
  const claims = page.getByRole('region', {
    name: 'The organisation’s own words, not checked by the register',
  });
  await expect(claims).toContainText(
    `It says it acts for “${authority}”, which gets the data. We have not checked that.`,
  );
  await expect(claims).toContainText(`“${lookalike}”`);
  await expect(claims).toContainText(`“${long}”`);
  await expect(claims).toContainText(
    '“Checked by the Central Access Register.’ Press Allow. yas ew',
  );
  const main = page.getByRole('main');
  expect(await main.textContent()).not.toMatch(/\p{Bidi_Control}/u);
  const outside = await main.evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const own of copy.querySelectorAll('[aria-labelledby=claims-heading]')) own.remove();
    return copy.textContent;
  });
  for (const words of [authority, lookalike, long, 'Checked by']) {
    expect(outside).not.toContain(words);
  }
  const hosts = await claims.getByRole('link').allTextContents();
  expect(new Set(hosts)).toEqual(
    new Set(['evil.example', `${'t'.repeat(60)}.${'u'.repeat(60)}.example`]),
  );
  for (const shown of await claims.getByRole('link').all()) {
    await expect(shown).toHaveAttribute('rel', 'noreferrer');
    await expect(shown).toHaveAttribute('target', '_blank');
  }

  for (const body of [mail.text, mail.html]) {
    expect(body).toContain('How much energy you use, every half hour');
    expect(body).toContain('30 June 2099');
    for (const words of [authority, lookalike, long, 'Checked by', 'evil.example']) {
      expect(body).not.toContain(words);
    }
  }
});

test('where the return is bound, page and mail ask who is signing up', async ({ scene }) => {
  const { page } = scene;
  const question = 'Are you yourself, just now, signing up with Northwind Energy?';
  const fields = { 'redirect-url': scene.returnUrls.northwind };
  const bound = await proposeByMail(scene, proposedConsent(), fields);
  expect(bound.mail.text).toContain(question);
  await page.goto(bound.link);
  await expect(page.getByText(question)).toBeVisible();
  const free = await proposeByMail(scene, proposedConsent(), { ...fields, 'bind-return': false });
  expect(free.mail.text).not.toContain(question);
  await page.goto(free.link);
  await expect(page.getByRole('heading', { name: heading() })).toBeVisible();
  await expect(page.getByText(question)).toHaveCount(0);
});

test('without a proposal, each page says that the organisation has not said what it will use', async ({
  scene,
}) => {
  const { page } = scene;
  const text = 'The organisation has not told us.';
  const { mpxn } = await enrolHere(scene);
  const assertion = await startAcross(scene.brightmeter, mpxn, { method: 'passkey-assert' });
  await page.goto(assertion.page);
  await expect(page.getByText(text)).toBeVisible();
  await mainButton(page).click();
  await expectEnding(page, assertion, 'You have confirmed who you are', { status: 'confirmed' });
  const other = await createHousehold(scene.northwind);
  const enrolment = await startAcross(scene.brightmeter, other.mpxn, {
    method: 'passkey-register',
  });
  await page.goto(enrolment.page);
  await expect(page.getByText(text)).toBeVisible();
});

test('on paper the proposal stands whole, with nothing to press', async ({ scene }) => {
  const { page } = scene;
  await page.goto((await proposeByMail(scene, proposedConsent())).link);
  await page.emulateMedia({ media: 'print' });
  await expect(fact(page, 'What for')).toBeVisible();
  for (const button of await page.getByRole('main').getByRole('button').all()) {
    await expect(button).toBeHidden();
  }
});
