import type { Page } from '@playwright/test';
import type { ProposedAnswer } from '../../harness/callers/proposal';
import { proposedConsent } from '../../harness/callers/proposal';
import { startAcross, startOwn, type Started } from '../../harness/callers/reidentification';
import { VirtualAuthenticator } from '../../harness/virtual-authenticator';
import { enrolHere, mainButton } from './support/ceremonies';
import { fact } from './support/permission-page';
import { expect, test } from './support/scene';

/** Gives a tab's device the passkeys of another one's, with what they count: it is one device in truth. */
async function carryOver(from: VirtualAuthenticator, to: VirtualAuthenticator): Promise<void> {
  await to.clear();
  for (const credential of await from.credentials()) await to.addCredential(credential);
}

/** Presses the one main button of a tab; what its device signed after the 32 random bytes, in base64url. */
async function press(tab: Page): Promise<string> {
  const posting = tab.waitForRequest('**/passkey/complete');
  await mainButton(tab).click();
  const { response } = (await posting).postDataJSON() as {
    response: { response: { clientDataJSON: string } };
  };
  await tab.waitForURL('**/done');
  const clientData = Buffer.from(response.response.clientDataJSON, 'base64url').toString();
  const { challenge } = JSON.parse(clientData) as { challenge: string };
  return Buffer.from(challenge, 'base64url').subarray(32).toString('base64url');
}

async function outcomeOf(started: Started) {
  const { body } = await started.account.call<ProposedAnswer & { status: string }>(
    'GET',
    started.statusPath,
  );
  return { status: body.status, digest: body['proposal-digest'] };
}

test('two proposals in two tabs, finished in the wrong order: each press signs its own, and confirms no other', async ({
  scene,
}) => {
  const household = await enrolHere(scene);
  const asked = (purpose: string) => ({
    method: 'passkey-assert',
    'proposed-access': proposedConsent({ purpose }),
  });
  const first = await startOwn(household, asked('To recommend a tariff'));
  const second = await startAcross(scene.brightmeter, household.mpxn, asked('To plan a battery'));
  const { page: one, authenticator } = scene;
  const other = await one.context().newPage();
  const device = await VirtualAuthenticator.addTo(other);
  await carryOver(authenticator, device);
  await one.goto(first.page);
  await other.goto(second.page);
  // Once more, so that the first tab's challenge is the newer one as well.
  await one.reload();
  await expect(fact(one, 'What for')).toHaveText('“To recommend a tariff”');
  await expect(fact(other, 'What for')).toHaveText('“To plan a battery”');

  const signedSecond = await press(other);
  expect(await outcomeOf(second)).toEqual({ status: 'confirmed', digest: signedSecond });
  expect((await outcomeOf(first)).status).toBe('pending');
  await expect(other.getByText('Brightmeter').first()).toBeVisible();

  await carryOver(device, authenticator);
  const signedFirst = await press(one);
  expect(await outcomeOf(first)).toEqual({ status: 'confirmed', digest: signedFirst });
  expect(signedFirst).not.toBe(signedSecond);
  await other.close();
});
