import { credentialsOf } from '../../harness/callers/household';
import { isCodeMail, linkIn } from '../../harness/callers/mailed';
import { proposedConsent } from '../../harness/callers/proposal';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';
import { enrolHere, mainButton, readProofMail, typeCode } from './support/ceremonies';
import { ALLOW, expectEnding, fact, heading, REFUSE } from './support/permission-page';
import { proposeByMail, proposeHere, proposeWithEnrolment } from './support/proposals';
import { expect, type Scene, test } from './support/scene';

test('a new passkey allows nothing; its first use does, and the page says why', async ({
  scene,
}) => {
  const { page } = scene;
  const { started } = await proposeWithEnrolment(scene, 'northwind', proposedConsent());
  await page.goto(started.page);
  await expect(page.getByText('Step 1 of 2')).toBeVisible();
  await expect(page.getByText('This button allows nothing yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Create your passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: heading() })).toBeVisible();
  await expect(page.getByText('You have created your passkey.')).toBeVisible();
  expect((await statusOf(started)).status).toBe('pending');
  await page.getByRole('button', { name: ALLOW }).click();
  await expectEnding(page, started, 'You have allowed it', { status: 'confirmed' });
});

test('who refuses after making a passkey keeps it, and allows nothing', async ({ scene }) => {
  const { page } = scene;
  const { household, started } = await proposeWithEnrolment(scene, 'northwind', proposedConsent());
  await page.goto(started.page);
  await page.getByRole('button', { name: 'Create your passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: heading() })).toBeVisible();
  await page.getByRole('button', { name: REFUSE }).click();
  await expectEnding(page, started, 'You did not allow it', {
    status: 'expired',
    declined: true,
    'declined-reason': 'refused',
  });
  expect(await credentialsOf(household)).toHaveLength(1);
});

test('a permission can be given without a passkey, after a proof by mail', async ({ scene }) => {
  const { page } = scene;
  const { household, started } = await proposeWithEnrolment(
    scene,
    'brightmeter',
    proposedConsent(),
  );
  await page.goto(started.page);
  await expect(page.getByText('Step 1 of 3')).toBeVisible();
  await mainButton(page).click();
  await expect(page.getByText('This button allows nothing yet.')).toBeVisible();
  await typeCode(page, (await readProofMail(scene, household)).code);
  await expect(page.getByText('Step 2 of 3')).toBeVisible();
  expect((await statusOf(started)).status).toBe('pending');
  await page.getByRole('button', { name: 'Allow all those named above' }).click();
  await expectEnding(page, started, 'You have allowed it', {
    status: 'confirmed',
    'confirmed-by': 'magic-link',
  });
});

test('an enrolment page asks for the permission with the passkey that is there already', async ({
  scene,
}) => {
  const { page } = scene;
  const household = await enrolHere(scene);
  const started = await startOwn(household, {
    method: 'passkey-register',
    'proposed-access': proposedConsent(),
  });
  await page.goto(started.page);
  await expect(page.getByText('You already have a passkey')).toBeVisible();
  await page.getByRole('button', { name: ALLOW }).click();
  await expectEnding(page, started, 'You have allowed it', { status: 'confirmed' });
});

/** Opens the page of a request by passkey and lets the code be mailed. */
async function askByMail(scene: Scene, url: string): Promise<void> {
  await scene.page.goto(`${url}&way=mail`);
  await expect(fact(scene.page, 'What for')).toHaveText('“To recommend a tariff”');
  await mainButton(scene.page).click();
}

test('a mailed code allows, and so does the link beside it', async ({ scene }) => {
  const { page } = scene;
  const first = await proposeHere(scene, proposedConsent());
  await askByMail(scene, first.started.page);
  await expect(fact(page, 'What for')).toHaveText('“To recommend a tariff”');
  await expect(mainButton(page)).toHaveText(ALLOW);
  await typeCode(page, (await readProofMail(scene, first.household)).code);
  await expectEnding(page, first.started, 'You have allowed it', {
    status: 'confirmed',
    'confirmed-by': 'magic-link',
  });

  const again = await startAcross(scene.brightmeter, first.household.mpxn, {
    method: 'passkey-assert',
    'proposed-access': proposedConsent(),
  });
  await askByMail(scene, again.page);
  const mail = await scene.mailbox.waitForMail(first.household.email ?? '', {
    where: (sent) => isCodeMail(sent) && sent.subject.includes('Brightmeter'),
  });
  await page.goto(linkIn(mail));
  await expect(fact(page, 'What for')).toHaveText('“To recommend a tariff”');
  await mainButton(page).click();
  await expectEnding(page, again, 'You have allowed it', { status: 'confirmed' });
});

test('a code step refuses without a code', async ({ scene }) => {
  const { page } = scene;
  const { started } = await proposeHere(scene, proposedConsent());
  await askByMail(scene, started.page);
  await page.getByRole('button', { name: REFUSE }).click();
  await expectEnding(page, started, 'You did not allow it', { 'declined-reason': 'refused' });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('“Don’t allow” refuses, “I don’t recognise this” says another thing', async ({ scene }) => {
    const { page } = scene;
    const refused = await proposeByMail(scene, proposedConsent());
    await page.goto(refused.link);
    await page.getByRole('button', { name: REFUSE }).click();
    await expectEnding(page, refused.started, 'You did not allow it', {
      declined: true,
      'declined-reason': 'refused',
    });
    const unknown = await proposeByMail(scene, proposedConsent());
    await page.goto(unknown.link);
    await page.getByRole('button', { name: 'I don’t recognise this' }).click();
    await expectEnding(page, unknown.started, 'You do not recognise this request', {
      declined: true,
      'declined-reason': 'not-recognised',
    });
  });

  test('a passkey page can still be refused', async ({ scene }) => {
    const { page } = scene;
    const { started } = await proposeWithEnrolment(scene, 'northwind', proposedConsent());
    await page.goto(started.page);
    await page.getByRole('button', { name: REFUSE }).click();
    await expectEnding(page, started, 'You did not allow it', { 'declined-reason': 'refused' });
  });
});
