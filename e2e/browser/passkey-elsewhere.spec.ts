import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { codeIn } from '../../harness/callers/mailed';
import { expectNoAxeViolations } from '../../harness/browser-fixtures';
import { enrolHere, typeCode } from './support/ceremonies';
import { expect, test } from './support/scene';

test.use({
  baseURL: async ({ register }, use) => use(register.origin),
});

for (const language of ['en', 'cy'] as const) {
  test.describe(`a passkey made for one meter (${language})`, () => {
    test.use({ language, viewport: { width: 320, height: 640 } });

    test('serves the other one after one use in the portal', async ({ scene, demo }) => {
      const { page, words, mailbox } = scene;
      await enrolHere(scene);
      const gas = await createHousehold(demo.brightmeter);
      // The virtual device would answer the fields' autofill by itself, with the other meter's passkey.
      await page.addInitScript(() => {
        PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
      });
      await page.goto('/portal/passkeys');
      await page.locator('input[name="email"]').fill(gas.email ?? '');
      await page.keyboard.press('Enter');
      const mail = await mailbox.waitForMail(gas.email ?? '');
      await typeCode(page, codeIn(mail));

      await expect(page.getByRole('heading', { name: words('portal.join.heading') })).toBeVisible();
      await expectNoAxeViolations(page);
      const button = page.getByRole('button', { name: words('portal.join.button') });
      await button.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByText(words('portal.passkeys.notes.joined'))).toBeVisible();
      await expect(button).toHaveCount(0);
      await expectNoAxeViolations(page);
      expect(await credentialsOf(gas)).toHaveLength(1);
    });
  });
}
