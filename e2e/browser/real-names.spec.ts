import { credentialsOf, createHousehold } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';
import { expect, expectNoAxeViolations, test } from '../../harness/real-name-fixtures';
import { VirtualAuthenticator } from '../../harness/virtual-authenticator';

const ORIGIN = 'https://id.central.consent';

test('a customer enrols, confirms and follows a mailed link under the names of the real world', async ({
  realName,
  mailbox,
  pageWatch,
}) => {
  const returnUrl = `${ORIGIN}/?order=7`;
  const northwind = await realName.client.createAccount({ 'redirect-urls': [returnUrl] });
  const brightmeter = await realName.client.createAccount({ 'display-name': 'Brightmeter' });
  const household = await createHousehold(northwind);
  const context = await realName.newContext();
  pageWatch.watch(context);
  const page = await context.newPage();
  const device = await VirtualAuthenticator.addTo(page);

  const enrolment = await startOwn(household, {
    method: 'passkey-register',
    'passkey-return-url': returnUrl,
  });
  expect(enrolment.page).toContain(`${ORIGIN}/passkey/register?session=pks_`);
  await page.goto(enrolment.page);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Create your passkey' }).click();
  await expect(page).toHaveURL(`${returnUrl}&dar-passkey-token=${enrolment.tokenRef}`);
  const passkeys = await device.credentials();
  expect(passkeys.map(({ rpId }) => rpId)).toEqual(['central.consent']);
  expect(await credentialsOf(household)).toHaveLength(1);

  const assertion = await startAcross(brightmeter, household.mpxn, { method: 'passkey-assert' });
  await page.goto(assertion.page);
  await page.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expect(page).toHaveURL(`${ORIGIN}/done`);
  await expect(page.getByRole('main')).toContainText('You have confirmed to Brightmeter');
  expect((await statusOf(assertion)).status).toBe('confirmed');

  const mailed = await startOwn(household, { method: 'magic-link' });
  const mail = await mailbox.waitForMail(household.email ?? '', { where: isMagicLinkMail });
  expect(linkIn(mail)).toContain(`${ORIGIN}/magic-link/`);
  await page.goto(linkIn(mail));
  await page.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
  expect((await statusOf(mailed)).status).toBe('confirmed');

  const cookies = await context.cookies();
  expect(cookies.map(({ name }) => name).sort()).toEqual([
    '__Host-dar-browser',
    '__Host-dar-ending',
  ]);
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({
      domain: 'id.central.consent',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    });
  }

  // The same passkey, picked in the autofill, opens the portal; its session is this host's alone.
  await page.goto(`${ORIGIN}/portal/sign-in`);
  await page.waitForURL(`${ORIGIN}/portal/records`);
  const strict = (await context.cookies()).filter(({ sameSite }) => sameSite === 'Strict');
  expect(strict).toMatchObject([{ path: '/', secure: true, httpOnly: true }]);
  expect(strict.map(({ name }) => name.slice(0, 7))).toEqual(['__Host-']);
  await context.close();
});
