import { enrolHere, mainButton } from './support/ceremonies';
import { enrolCustomer, pressPasskey } from './support/portal';
import { expect, test } from './support/scene';

test.use({ baseURL: async ({ register }, use) => use(register.origin) });

const breakages: [string, () => void][] = [
  [
    'whose getTransports fails',
    () => {
      AuthenticatorAttestationResponse.prototype.getTransports = () => {
        throw new Error('an extension stands in between');
      };
    },
  ],
  [
    'without getClientExtensionResults',
    () => {
      Reflect.deleteProperty(PublicKeyCredential.prototype, 'getClientExtensionResults');
    },
  ],
];

for (const [which, broken] of breakages) {
  test(`a passkey is made and used in a browser ${which}`, async ({ scene }) => {
    await scene.page.addInitScript(broken);
    await enrolHere(scene);
  });
}

test('a sign-in page whose browser fails to say whether it has autofill goes on by its button', async ({
  scene,
}) => {
  await enrolCustomer(scene);
  const { page, register } = scene;
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () =>
      Promise.reject(new Error('not now'));
  });
  await page.goto(`${register.origin}/portal/sign-in`);
  await expect(mainButton(page)).toBeEnabled();
  await pressPasskey(page);
});
