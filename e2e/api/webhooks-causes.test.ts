import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  startWebhookReceiver,
  type Endpoint,
  type WebhookReceiver,
} from '../../harness/webhook-receiver';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportTenancy, withdrawTenancy } from './support/dcc-reports';
import { proveByCode } from './support/email-proof';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { portalEntries } from './support/meter-point';
import { usePasskey } from '../../harness/callers/passkey-page';
import {
  registerAccess,
  registerConsent,
  revoke,
  verify,
} from '../../harness/callers/registered-access';
import { startAcross } from '../../harness/callers/reidentification';
import { createHook, untilSettled, type Hook } from './support/webhooks';

const { client, origin, mailbox } = sharedRegister();

let receiver: WebhookReceiver;
let northwind: ApiAccount;
let brightmeter: ApiAccount;
let dcc: ApiAccount;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
  dcc = await client.createAccount({ role: 'dcc' });
});
afterAll(() => receiver.close());

const hooks = new Map<Endpoint, Hook>();

async function listen(account: ApiAccount, types?: string[]): Promise<Endpoint> {
  const endpoint = receiver.endpoint();
  hooks.set(endpoint, await createHook(account, endpoint.url, { 'event-types': types ?? null }));
  return endpoint;
}

/** All that came, once nothing more is on its way. */
async function settled(endpoint: Endpoint) {
  const hook = hooks.get(endpoint);
  if (!hook) throw new Error('nobody listens there');
  await untilSettled(hook);
  return endpoint.events();
}

describe('consent.withdrawal', () => {
  test('tells the owner of a revoked consent: which, when, why and by what reference', async () => {
    const endpoint = await listen(northwind);
    const household = await createHousehold(northwind);
    const body = changed(consentBody(household.ir), ['access-event.controller-reference', 'CRM-7']);
    const ak = await registerAccess(northwind, body);
    const { body: revoked } = await revoke(northwind, ak, '?reason=contract-ended');
    const { event } = await endpoint.waitFor(1);
    expect(event).toMatchObject({
      'event-type': 'consent.withdrawal',
      payload: {
        ak,
        mpxn: household.mpxn,
        duid: northwind.duid,
        'revoked-at': revoked['revoked-at'],
        reason: 'contract-ended',
        'controller-reference': 'CRM-7',
      },
    });
    expect(Object.keys(event.payload)).toHaveLength(6);
  });

  test('comes once, however often the record is revoked', { tags: 'postgres' }, async () => {
    const endpoint = await listen(northwind, ['consent.withdrawal']);
    const ak = await registerConsent(await createHousehold(northwind));
    await Promise.all(Array.from({ length: 5 }, () => revoke(northwind, ak)));
    await revoke(client.admin, ak);
    expect(await settled(endpoint)).toHaveLength(1);
    const [event] = endpoint.events();
    expect(event?.payload).toMatchObject({ ak, reason: null });
  });

  test('comes of the operator’s and the customer’s revocation too', async () => {
    const endpoint = await listen(northwind, ['consent.withdrawal']);
    const portal = await client.createAccount({ role: 'portal' });
    const home = await enrolHousehold(northwind, origin);
    const [one, two] = [await registerConsent(home), await registerConsent(home)];
    await revoke(client.admin, one, '?reason=lia-lapsed');
    await endpoint.waitFor(1);
    const token = await portalToken(portal, home);
    expect((await revoke(portal, two, `?reidentification-token=${token}`)).status).toBe(200);
    await endpoint.waitFor(2);
    expect(endpoint.events().map(({ payload }) => [payload.ak, payload.reason])).toEqual([
      [one, 'lia-lapsed'],
      [two, null],
    ]);
  });

  test('does not come of another basis, of what is registered REVOKED, or to another organisation', async () => {
    const [endpoint, foreign] = [await listen(northwind), await listen(brightmeter)];
    const { ir } = await createHousehold(northwind);
    await revoke(northwind, await registerAccess(northwind, contractBody(ir)));
    await registerAccess(northwind, changed(consentBody(ir), ['access-event.state', 'REVOKED']));
    await revoke(northwind, await registerAccess(northwind, consentBody(ir)));
    expect(await settled(endpoint)).toHaveLength(1);
    expect(foreign.events()).toEqual([]);
  });

  test('comes to those webhooks only that name it', async () => {
    const [all, named, others] = [
      await listen(northwind),
      await listen(northwind, ['consent.withdrawal', 'consent.expiring']),
      await listen(northwind, ['tenancy.change', 'credential.registered']),
    ];
    await revoke(northwind, await registerConsent(await createHousehold(northwind)));
    await Promise.all([all.waitFor(1), named.waitFor(1)]);
    expect(await settled(others)).toEqual([]);
    const [one, two] = [all.events()[0], named.events()[0]];
    expect(one?.['event-id']).toBe(two?.['event-id']);
    expect(one?.wid).not.toBe(two?.wid);
  });
});

/** A token that a portal has listed the meter point with, good for withdrawing. */
async function portalToken(
  portal: ApiAccount,
  home: Awaited<ReturnType<typeof enrolHousehold>>,
): Promise<string> {
  const started = await startAcross(portal, home.mpxn, { method: 'passkey-assert' });
  await usePasskey(home.browser, home.device, started.page);
  const query = `?reidentification-token=${started.tokenRef}`;
  await portal.call('GET', `/v1/meter-points/${home.mpxn}/access-records${query}`);
  return started.tokenRef;
}

describe('tenancy.change', () => {
  test('tells each Data User of its own keys, and of nobody else’s', async () => {
    const [first, second] = [
      await listen(northwind, ['tenancy.change']),
      await listen(brightmeter, ['tenancy.change']),
    ];
    const home = await createHousehold(northwind);
    const theirs = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const own = [
      await registerConsent(home),
      await registerAccess(northwind, contractBody(home.ir)),
    ];
    const other = await registerConsent(theirs);
    await revoke(northwind, await registerAccess(northwind, contractBody(home.ir)));
    await reportTenancy(dcc, home.mpxn, '2026-05-01', 'COT-77');
    const change = {
      mpxn: home.mpxn,
      'effective-date': '2026-05-01',
      'source-reference': 'COT-77',
    };
    const one = (await first.waitFor(1)).event.payload;
    expect(one).toEqual({ ...change, 'affected-aks': own.sort() });
    const two = (await second.waitFor(1)).event.payload;
    expect(two).toEqual({ ...change, 'affected-aks': [other] });
    expect((await verify(client, other))['access-event'].state).toBe('ACTIVE');
  });

  test('comes once, however often it is reported', { tags: 'postgres' }, async () => {
    const endpoint = await listen(northwind, ['tenancy.change']);
    const home = await createHousehold(northwind);
    await registerConsent(home);
    await Promise.all(Array.from({ length: 5 }, () => reportTenancy(dcc, home.mpxn, '2026-05-01')));
    expect(await settled(endpoint)).toHaveLength(1);
  });

  test('tells those again, and nobody else, once the change is taken back', async () => {
    const home = await createHousehold(northwind);
    const ak = await registerConsent(home);
    const later = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const [first, second] = [
      await listen(northwind, ['tenancy.change']),
      await listen(brightmeter, ['tenancy.change']),
    ];
    await reportTenancy(dcc, home.mpxn, '2026-05-01', 'COT-78');
    await first.waitFor(1);
    await revoke(northwind, ak);
    await registerConsent(home);
    await registerConsent(later);
    await withdrawTenancy(dcc, home.mpxn, '2026-05-01', 'COT-78');
    await withdrawTenancy(dcc, home.mpxn, '2026-05-01', 'COT-78');
    expect(await settled(second)).toEqual([]);
    const payloads = (await settled(first)).map((event) => event.payload);
    const change = {
      mpxn: home.mpxn,
      'effective-date': '2026-05-01',
      'source-reference': 'COT-78',
      'affected-aks': [ak],
    };
    expect(payloads).toEqual([change, { ...change, withdrawn: true }]);
  });
});

describe('credential.registered', () => {
  test('tells the owner of a passkey made in its own flow', async () => {
    const endpoint = await listen(northwind, ['credential.registered']);
    const home = await enrolHousehold(northwind, origin);
    const { event } = await endpoint.waitFor(1);
    expect(event.payload).toEqual({
      ir: home.ir,
      'credential-id': expect.stringMatching(/^cred_[0-9a-f]{24}$/) as string,
      'registered-at': expect.stringMatching(/Z$/) as string,
      'initiated-by': northwind.duid,
    });
  });

  test('tells the owner, not the asker, of one made on trust in another organisation’s flow', async () => {
    const [endpoint, foreign] = [
      await listen(northwind, ['credential.registered']),
      await listen(brightmeter, ['credential.registered']),
    ];
    const home = await createHousehold(northwind, { email: null });
    const started = await startAcross(brightmeter, home.mpxn, { method: 'passkey-register' });
    const device = new SoftwareAuthenticator({ origin });
    const done = await usePasskey(new CustomerBrowser(origin), device, started.page);
    expect(done.status).toBe(200);
    const { event } = await endpoint.waitFor(1);
    expect(event.payload).toMatchObject({
      ir: home.ir,
      'initiated-by': brightmeter.duid,
    });
    expect(event.payload).not.toHaveProperty('verified-by');
    expect(await settled(foreign)).toEqual([]);
  });

  test('names the proof that preceded', async () => {
    const endpoint = await listen(northwind, ['credential.registered']);
    const home = await createHousehold(northwind);
    const started = await startAcross(brightmeter, home.mpxn, { method: 'passkey-register' });
    const browser = new CustomerBrowser(origin);
    await proveByCode(browser, mailbox, started.page, home.email ?? '');
    const device = new SoftwareAuthenticator({ origin });
    expect((await usePasskey(browser, device, started.page)).status).toBe(200);
    const { event } = await endpoint.waitFor(1);
    expect(event.payload).toMatchObject({
      'initiated-by': brightmeter.duid,
      'verified-by': 'magic-link',
    });
  });

  test('does not come of a passkey that is merely used', async () => {
    const home = await enrolHousehold(northwind, origin);
    const endpoint = await listen(northwind);
    const portal = await client.createAccount({ role: 'portal' });
    await registerConsent(home);
    expect(await portalEntries(portal, home)).toHaveLength(1);
    expect(await settled(endpoint)).toEqual([]);
  });
});
