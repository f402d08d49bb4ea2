import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { registerAccess, registerConsent, revoke } from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';
import { auditOf } from './support/audit-events';
import { reportSighting } from './support/dcc-reports';
import { expectError } from './support/expect-error';
import { readJwt, writeJwt } from './support/hand-made-jwt';
import {
  isReceipt,
  openRecords,
  recordIds,
  signInByPasskey,
  VERIFIED,
  withdraw,
} from './support/portal';
import {
  isGenuine,
  ownReceipt,
  publishedKeys,
  readReceipt,
  receiptDigest,
  receiptOnPage,
} from './support/receipts';

const { origin, client, mailbox } = sharedRegister();

async function issuedEvents(ak: string) {
  return (await auditOf(client.admin, { ak, event_type: 'receipt.issued' })).events;
}

describe('the receipt of its owner', () => {
  it('is a JWS of the published keys that states the record as it stands', async () => {
    const home = await createHousehold(await client.createAccount());
    const ak = await registerConsent(home);
    const { receipt, digest } = await ownReceipt(home.owner, ak);
    const { header, claims } = await readReceipt(origin, receipt);
    expect(header).toEqual({
      alg: 'ES256',
      kid: expect.any(String) as string,
      typ: 'dar-receipt+jwt',
    });
    expect(digest).toBe(receiptDigest(receipt));
    expect(claims.iss).toBe(origin);
    expect(Math.abs(claims.iat * 1000 - Date.now())).toBeLessThan(60_000);
    const { record } = claims;
    expect(record.record_header).toMatchObject({
      schema_version: 'ISO/IEC TS 27560:2023',
      record_type: 'consent record',
      meter_point_ending: home.mpxn.slice(-4),
    });
    expect(record.consent_state).toMatchObject({ state: 'ACTIVE', withdrawn_at: null });
    expect(record.pii_processing).toMatchObject({ lawful_basis: 'uk-consent' });
    expect(record.party_identification).toMatchObject({ controller: 'Northwind Energy' });
    expect(record.event.map(({ event_type: type }) => type)).toEqual(['registered']);
    expect(claims).toMatchObject({ confirmation: null, 'evidence-digest': null });
  });

  it('holds no access key, meter point, Identity Record or account', async () => {
    const home = await createHousehold(await client.createAccount());
    const ak = await registerConsent(home);
    const { receipt } = await ownReceipt(home.owner, ak);
    const text = JSON.stringify(readJwt(receipt));
    for (const secret of [ak, ak.slice(3), home.mpxn, home.ir, home.owner.id]) {
      expect(text).not.toContain(secret);
    }
  });

  it('of a record that was ended says since when and by whom', async () => {
    const home = await createHousehold(await client.createAccount());
    const ak = await registerConsent(home);
    const { body } = await revoke(home.owner, ak);
    const { claims } = await readReceipt(origin, (await ownReceipt(home.owner, ak)).receipt);
    expect(claims.record.consent_state).toMatchObject({
      state: 'REVOKED',
      withdrawn_at: body['revoked-at'],
      ended_by: 'organisation',
    });
    expect(claims.record.event.map(({ event_type: type }) => type)).toEqual([
      'registered',
      'revoked',
    ]);
  });

  it('past its end date reads EXPIRED, and on another basis is a record of access', async () => {
    const home = await createHousehold(await client.createAccount());
    const body = changed(
      contractBody(home.ir),
      ['access-event.registered-at', '2024-01-01T00:00:00Z'],
      ['access-event.expiry', '2025-01-01T00:00:00Z'],
      ['access-event.state', 'EXPIRED'],
    );
    const ak = await registerAccess(home.owner, body);
    const { claims } = await readReceipt(origin, (await ownReceipt(home.owner, ak)).receipt);
    expect(claims.record.record_header['record_type']).toBe('record of access');
    expect(claims.record.consent_state).toMatchObject({
      state: 'EXPIRED',
      valid_until: '2025-01-01T00:00:00.000Z',
    });
  });

  it('is nobody else’s: another Data User’s record is as unknown as one that there is not', async () => {
    const home = await createHousehold(await client.createAccount());
    const ak = await registerConsent(home);
    const other = await client.createAccount();
    for (const key of [ak, 'ak_000000000000000000000000', 'nonsense']) {
      expectError(await other.call('GET', `/v1/access-records/${key}/receipt`), 404, 'NOT001');
    }
    expect(await issuedEvents(ak)).toEqual([]);
  });

  it('stands in the audit by its digest and its key; a HEAD, which shows none, leaves nothing', async () => {
    const home = await createHousehold(await client.createAccount());
    const ak = await registerConsent(home);
    const head = await home.owner.call('HEAD', `/v1/access-records/${ak}/receipt`);
    expect([head.status, head.text]).toEqual([200, '']);
    expect(await issuedEvents(ak)).toEqual([]);
    const { receipt, digest } = await ownReceipt(home.owner, ak);
    const { kid } = readJwt(receipt).header;
    expect(await issuedEvents(ak)).toMatchObject([
      { account_id: home.owner.id, detail: { digest, key: kid } },
    ]);
  });

  it('with any part changed is verified by no published key', async () => {
    const home = await createHousehold(await client.createAccount());
    const { receipt } = await ownReceipt(home.owner, await registerConsent(home));
    const { header, claims, signature } = readJwt(receipt);
    const record = claims['record'] as JsonObject;
    const forged = writeJwt(header, { ...claims, record: { ...record, event: [] } }, signature);
    expect(await isGenuine(origin, forged)).toBe(false);
    expect(await isGenuine(origin, receipt)).toBe(true);
  });
});

describe('the receipt of the portal', () => {
  const open = async (browser: CustomerBrowser) => {
    const list = await browser.open('/portal/records');
    const record = /\/portal\/records\/[0-9a-f]{32}/.exec(list.text)?.[0] ?? '';
    return browser.open(`${record}/receipt`);
  };

  it('is one and the same on the page, in the file and in the code, and is audited', async () => {
    const home = await enrolHousehold(await client.createAccount(), origin, { fields: VERIFIED });
    const ak = await registerConsent(home);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const page = await open(browser);
    expect(page.status).toBe(200);
    const jws = receiptOnPage(page.text);
    const { claims } = await readReceipt(origin, jws);
    expect(claims.record.record_header['meter_point_ending']).toBe(home.mpxn.slice(-4));
    expect(page.text).toContain(receiptDigest(jws));
    expect(page.text).toContain(claims.record.record_header['record_id']);
    for (const secret of [ak, home.mpxn, home.ir]) expect(page.text).not.toContain(secret);
    const [event] = await issuedEvents(ak);
    expect(event).toMatchObject({ detail: { digest: receiptDigest(jws) } });
    expect(event?.account_id).toBeUndefined();
    // The organisation’s own audit says nothing of who looks at home.
    const own = await home.owner.call<{ events: { event_type: string }[] }>(
      'GET',
      '/v1/self/audit',
    );
    expect(own.body.events.map(({ event_type: type }) => type)).not.toContain('receipt.issued');
  });

  it('is for whoever sees the record, and for nobody else', async () => {
    const home = await enrolHousehold(await client.createAccount(), origin, { fields: VERIFIED });
    await registerConsent(home);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const list = await browser.open('/portal/records');
    const record = /\/portal\/records\/[0-9a-f]{32}/.exec(list.text)?.[0] ?? '';
    const stranger = new CustomerBrowser(origin);
    expect((await stranger.open(`${record}/receipt`)).headers.location).toContain(
      '/portal/sign-in',
    );
    const neighbour = await enrolHousehold(await client.createAccount(), origin);
    await signInByPasskey(stranger, neighbour.device);
    expect((await stranger.open(`${record}/receipt`)).status).toBe(404);
  });

  it('is not made of what nobody registered', async () => {
    const dcc = await client.createAccount({ role: 'dcc' });
    const home = await enrolHousehold(await client.createAccount(), origin, { fields: VERIFIED });
    await reportSighting(dcc, home.mpxn);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    expect((await open(browser)).status).toBe(404);
  });
});

describe('the mail that confirms a withdrawal', () => {
  it('brings a receipt that says so, known to the audit', async () => {
    const home = await enrolHousehold(await client.createAccount(), origin, { fields: VERIFIED });
    const ak = await registerConsent(home);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const [id = ''] = recordIds(await openRecords(browser));
    await withdraw(browser, id);
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isReceipt });
    expect(mail.attachments).toHaveLength(1);
    const [file] = mail.attachments;
    expect(file?.filename).toMatch(/^meter-data-receipt-\d{4}-\d{2}-\d{2}\.jwt$/);
    expect(file?.contentType).toBe('application/jose');
    const jws = file?.content ?? '';
    const { claims } = await readReceipt(origin, jws);
    expect(claims.record.record_header['record_id']).toBe(id);
    expect(claims.record.consent_state).toMatchObject({ state: 'REVOKED', ended_by: 'customer' });
    expect(claims.record.event.map(({ event_type: type }) => type)).toEqual([
      'registered',
      'revoked',
    ]);
    expect(JSON.stringify(claims)).not.toContain(home.mpxn);
    expect(await issuedEvents(ak)).toMatchObject([{ detail: { digest: receiptDigest(jws) } }]);
    expect(mail.text).toContain(`Anybody can check it at ${new URL(origin).host}/receipts/check.`);
  });
});

it('the checking page has the keys in it and is opened by anybody', async () => {
  const { status, text } = await httpRequest(`${origin}/receipts/check`);
  expect(status).toBe(200);
  for (const { kid, x } of await publishedKeys(origin)) {
    expect(text).toContain(kid);
    expect(text).toContain(x);
  }
});
