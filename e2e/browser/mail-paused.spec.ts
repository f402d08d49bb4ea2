import { createHousehold } from '../../harness/callers/household';
import { codeIn } from '../../harness/callers/mailed';
import { startAcross } from '../../harness/callers/reidentification';
import { registerClient } from '../../harness/api-client';
import { startRegister, type RunningRegister } from '../../harness/start-register';
import { expect, expectNoAxeViolations, test } from './support/scene';

/** Mails an hour that one record's customer may be sent (docs/api/limits.md#mails). */
const MAILS = 5;

/** A register whose limits are those of the world. */
const limited = test.extend<object, { limitedRegister: RunningRegister }>({
  limitedRegister: [
    async ({ mailServer }, use) => {
      const register = await startRegister({
        name: 'mail-paused',
        env: { DEMO_DATA: '0', ...mailServer.env },
      });
      await use(register);
      await register.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

limited(
  'after five e-mails the page says why there is no sixth, and the last code still works',
  async ({ page, limitedRegister, mailbox }) => {
    const client = registerClient(limitedRegister.listenUrl, limitedRegister.admin);
    const household = await createHousehold(await client.createAccount());
    const brightmeter = await client.createAccount({ 'display-name': 'Brightmeter' });
    const started = await startAcross(brightmeter, household.mpxn, { method: 'passkey-register' });
    await page.goto(started.page);
    await page.getByRole('button', { name: 'Send the email' }).click();
    for (let sent = 1; sent < MAILS; sent += 1) {
      // One that is overtaken before it is sent would never go out.
      await mailbox.waitForMail(household.email ?? '', { count: sent });
      await page.getByRole('button', { name: 'Send another email' }).click();
    }
    await mailbox.waitForMail(household.email ?? '', { count: MAILS });
    await page.reload();

    await expect(page.getByText('so we cannot send another just now')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send another email' })).toHaveCount(0);
    await expectNoAxeViolations(page);
    const last = await mailbox.waitForMail(household.email ?? '', { count: MAILS });
    await page.getByLabel('Six-digit code').fill(codeIn(last));
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await expect(page.getByRole('heading', { name: 'asks you to create a passkey' })).toBeVisible();
    expect(await mailbox.mailsTo(household.email ?? '')).toHaveLength(MAILS);
  },
);
