import type { Page } from '@playwright/test';
import { consentBody, contractBody } from '../../harness/callers/access-record-body';
import { auditOf } from '../api/support/audit-events';
import { reportSighting } from '../api/support/dcc-reports';
import { createHousehold, type Household } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { registerAccess, registerConsent, stateOf } from '../../harness/callers/registered-access';
import { expectNoAxeViolations } from '../../harness/browser-fixtures';
import { VERIFIED } from '../api/support/portal';
import { enrolHere, mainButton } from './support/ceremonies';
import { expect, test } from './support/scene';

async function goToMeter(page: Page, demoUrl: string, { mpxn }: Household): Promise<void> {
  await page.goto(`${demoUrl}/`);
  await page.getByRole('link', { name: 'Go to Household Voice' }).click();
  await page.getByLabel('Meter number').fill(mpxn);
  await page.getByRole('button', { name: 'Go on' }).click();
}

const trace = (page: Page) => page.getByRole('region', { name: 'What just happened' });

test('a charity lists who reads a customer’s data and ends a permission, by the customer’s word', async ({
  scene,
  demo,
  client,
}) => {
  const { page } = scene;
  const dcc = await client.createAccount({ role: 'dcc' });
  const home = await enrolHere(scene, { fields: VERIFIED });
  const ak = await registerConsent(home);
  await registerAccess(home.owner, contractBody(home.ir));
  await reportSighting(dcc, home.mpxn);

  await goToMeter(page, demo.url, home);
  await page.getByRole('button', { name: 'Use my passkey' }).click();
  await expect(page.getByRole('main')).toContainText('Household Voice');
  await mainButton(page).click();
  await expect(page.getByRole('heading', { name: 'Thank you, it is you' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Show who may read it' }).click();
  await expect(
    page.getByRole('heading', { name: /never registered: Unknown Power/ }),
  ).toBeVisible();
  await expect(page.getByText('Your service contract')).toBeVisible();
  await expect(trace(page)).toContainText('3 entries');
  await expectNoAxeViolations(page);

  // The contract is no permission: one entry of the two can be stopped.
  await page.getByRole('link', { name: 'Stop sharing with Northwind Energy' }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Yes, stop sharing' }).click();
  await expect(page.getByRole('heading', { name: 'You stopped sharing' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Stop sharing/ })).toHaveCount(0);
  await expect(trace(page)).toContainText(`DELETE /v1/access-records/${ak}`);
  await expectNoAxeViolations(page);

  expect(await stateOf(client, ak)).toBe('REVOKED');
  const { events } = await auditOf(client.admin, { ak, event_type: 'access-record.revoked' });
  expect(events).toMatchObject([
    { account_id: demo.voice.id, detail: { reason: 'customer-request' } },
  ]);
});

test('an adviser’s page goes on when the customer presses the mailed link on their own phone', async ({
  scene,
  demo,
}) => {
  const { page, mailbox } = scene;
  const home = await createHousehold(scene.northwind);
  await registerAccess(home.owner, consentBody(home.ir));
  await goToMeter(page, demo.url, home);
  await expect(page.getByRole('button', { name: 'Use my passkey' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Send the email' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for you to confirm' })).toBeVisible();

  const phone = (await scene.openOtherDevice()).page;
  const mail = await mailbox.waitForMail(home.email ?? '', { where: isMagicLinkMail });
  await phone.goto(linkIn(mail));
  await phone.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expect(
    phone.getByRole('heading', { name: 'Please go on where you started' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Show who may read it' }).click();
  await expect(page.getByRole('heading', { name: 'Northwind Energy' })).toBeVisible();
});

test('a customer who says no shows a charity nothing', async ({ scene, demo }) => {
  const { page } = scene;
  const home = await enrolHere(scene);
  await registerConsent(home);
  await goToMeter(page, demo.url, home);
  await page.getByRole('button', { name: 'Use my passkey' }).click();
  await page.getByRole('button', { name: 'No, I don’t want this' }).click();
  await expect(page.getByRole('heading', { name: 'You said no' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show who may read it' })).toHaveCount(0);
});

test('where nobody can be asked, a charity says the same whether the meter is known or not', async ({
  scene,
  demo,
}) => {
  const { page } = scene;
  const silent = await createHousehold(scene.northwind, { email: null });
  const texts: string[] = [];
  for (const home of [silent, { ...silent, mpxn: '1299999999999' }]) {
    await goToMeter(page, demo.url, home);
    await expect(page.getByRole('heading', { name: 'We cannot ask for you here' })).toBeVisible();
    texts.push((await page.getByRole('main').innerText()).replace(home.mpxn, 'the meter'));
  }
  expect(texts[0]).toBe(texts[1]);
});
