import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { credentialsOf } from '../../harness/callers/household';
import { answerOptions } from '../../harness/callers/passkey-page';
import { openRecords, recordIds, signInByPasskey, withdraw } from './support/portal';
import { registerConsent } from '../../harness/callers/registered-access';
import { createHook } from './support/webhooks';

const { client, origin } = sharedRegister();

let receiver: WebhookReceiver;
let northwind: ApiAccount;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  northwind = await client.createAccount();
});
afterAll(() => receiver.close());

/** A customer signed in to the portal, and the endpoint of the organisation that knows them. */
async function signedIn(eventType: string) {
  const home = await enrolHousehold(northwind, origin);
  const endpoint = receiver.endpoint();
  await createHook(northwind, endpoint.url, { 'event-types': [eventType] });
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  return { home, endpoint, browser };
}

test('a withdrawal in the portal tells the record’s owner at once', async () => {
  const { home, endpoint, browser } = await signedIn('consent.withdrawal');
  const ak = await registerConsent(home);
  const [id = ''] = recordIds(await openRecords(browser));
  await withdraw(browser, id);
  const { event } = await endpoint.waitFor(1);
  expect(event.payload).toMatchObject({
    ak,
    mpxn: home.mpxn,
    duid: northwind.duid,
    reason: null,
  });
});

test('a passkey added in the portal is told to the record’s owner as the customer’s own doing', async () => {
  const { home, endpoint, browser } = await signedIn('credential.registered');
  const page = await browser.open('/portal/passkeys');
  const response = answerOptions(new SoftwareAuthenticator({ origin }), page);
  await browser.post('/portal/passkeys/add', { response });
  const { event } = await endpoint.waitFor(1);
  const ids = (await credentialsOf(home)).map((credential) => credential['credential-id']);
  expect(ids).toContain(event.payload['credential-id']);
  expect(event.payload).toMatchObject({
    ir: home.ir,
    'initiated-by': 'customer',
    'verified-by': 'passkey-assert',
  });
});
