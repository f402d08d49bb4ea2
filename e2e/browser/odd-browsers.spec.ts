import { createHousehold } from '../../harness/callers/household';
import { enrolHere, mainButton } from './support/ceremonies';
import { enrolCustomer, openSignIn, pressPasskey, signInByMail } from './support/portal';
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

test.describe('on a network that fails', () => {
  test.use({ allowedConsole: [/net::ERR_FAILED/] });

  test('a sign-in that was lost on the way is sent again by the next press, and the device not asked', async ({
    scene,
  }) => {
    const { authenticator, page, words } = scene;
    await enrolCustomer(scene);
    await openSignIn(scene);
    await page.route('**/portal/sign-in/passkey', (route) => route.abort(), { times: 1 });
    await mainButton(page).click();
    await expect(page.getByText(words('portal.passkey.notices.unreachable.heading'))).toBeVisible();
    await authenticator.setUserVerified(false);
    await pressPasskey(page);
  });
});

for (const [when, isMade] of [
  ['that is made', true],
  ['that is not made', false],
] as const) {
  test(`a passkey ${when} after the session has ended leads to the sign-in page`, async ({
    scene,
  }) => {
    const { authenticator, page } = scene;
    await signInByMail(scene, await createHousehold(scene.northwind));
    await page.goto('/portal/passkeys');
    await page.context().clearCookies({ name: 'dar-portal' });
    await authenticator.setUserVerified(isMade);
    await mainButton(page).last().click();
    await page.waitForURL('**/portal/sign-in*');
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
