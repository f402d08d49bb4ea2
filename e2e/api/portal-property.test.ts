import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import type { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { changed, contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportSighting, reportTenancy } from './support/dcc-reports';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import {
  createHousehold,
  randomMpxn,
  type HouseholdOptions,
} from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { openRecords, recordIds, signInByMail, signInByPasskey, VERIFIED } from './support/portal';
import { startOwn } from '../../harness/callers/reidentification';
import { registerAccess, registerConsent, revoke } from '../../harness/callers/registered-access';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let brightmeter: ApiAccount;
let dcc: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount({ 'display-name': 'Brightmeter' });
  dcc = await client.createAccount({ role: 'dcc' });
});

const HIGH_STREET = {
  addressLine1: '1 High Street',
  addressLine2: 'Flat 2',
  townCity: 'Cardiff',
  county: 'Glamorgan',
  postcode: 'CF10 1AA',
};
const STATION_ROAD = { addressLine1: '9 Station Road', townCity: 'Swansea', postcode: 'SA1 1AA' };

/** A verified person at an address. */
function living(mpxn: string, address: JsonObject): HouseholdOptions {
  const principal = { mpxn, 'move-in-date': '2024-03-01', address };
  return { mpxn, fields: { ...VERIFIED, 'pii-principal': principal } };
}

async function listOf(device: SoftwareAuthenticator) {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  return openRecords(browser);
}

describe('the list of the portal begins with', () => {
  test('the address and the meter number of the customer’s own record, in full', async () => {
    const mpxn = randomMpxn();
    const home = await enrolHousehold(northwind, origin, living(mpxn, HIGH_STREET));
    const { words } = await listOf(home.device);
    expect(words).toMatch(
      new RegExp(
        `Address 1 High Street, Flat 2, Cardiff, Glamorgan, CF10 1AA Meter number ${mpxn} .*May use your data now`,
      ),
    );
  });

  test('how many may use the data, how many ended, and the warnings', async () => {
    const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    await registerConsent(home);
    await registerAccess(northwind, contractBody(home.ir));
    await revoke(northwind, await registerConsent(home));
    await reportSighting(dcc, home.mpxn);
    const { words } = await listOf(home.device);
    expect(words).toMatch(
      /1 organisation may use your meter data now\. 1 use has ended\. There is 1 warning\./,
    );
  });

  test('numbers of all pages, on each of them', async () => {
    const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    const past = [
      ['access-event.expiry', '2026-02-01T00:00:00Z'],
      ['access-event.state', 'EXPIRED'],
    ] as const;
    for (let n = 0; n < 105; n += 15) {
      const one = () => registerAccess(northwind, changed(contractBody(home.ir), ...past));
      await Promise.all(Array.from({ length: 15 }, one));
    }
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const first = await openRecords(browser);
    expect(recordIds(first)).toHaveLength(100);
    const next = first.links.find((link) => link.includes('?after=')) ?? 'none';
    for (const page of [first, await browser.open(next)]) {
      expect(page.words).toMatch(
        /No organisation may use your meter data now\. 105 uses have ended\. /,
      );
    }
  });

  test('nothing that claims to be all, for somebody who does not see all', async () => {
    const home = await enrolHousehold(northwind, origin);
    await reportSighting(dcc, home.mpxn);
    const { words } = await listOf(home.device);
    expect(words).toContain('No organisation that you can see here may use your meter data now.');
    expect(words).not.toContain('warning');
  });

  test('who could use the data at the end, for somebody who has moved out', async () => {
    const home = await enrolHousehold(northwind, origin, {
      fields: VERIFIED,
      moveInDate: '2020-05-01',
    });
    const since = ['access-event.registered-at', '2021-01-01T00:00:00Z'] as const;
    await registerAccess(northwind, changed(contractBody(home.ir), since));
    await reportTenancy(dcc, home.mpxn, '2024-02-01');
    const { words } = await listOf(home.device);
    expect(words).toContain('1 organisation could use your meter data when you moved out.');
    expect(words).not.toMatch(/may use your (?:meter )?data now/i);
  });
});

describe('the address in the list', () => {
  test('is never that of another household at the meter point, whoever sees all of it', async () => {
    const mpxn = randomMpxn();
    await createHousehold(brightmeter, living(mpxn, STATION_ROAD));
    const home = await enrolHousehold(northwind, origin, { mpxn, fields: VERIFIED });
    const { words, text } = await listOf(home.device);
    expect(words).toContain(`Meter number ${mpxn}`);
    expect(words).not.toContain('Address');
    expect(text).not.toContain('Station Road');
  });

  test('is that of another own record where the chosen one has none', async () => {
    const mpxn = randomMpxn();
    const home = await enrolHousehold(northwind, origin, living(mpxn, HIGH_STREET));
    const second = await createHousehold(brightmeter, { mpxn, fields: VERIFIED });
    const linking = await startOwn(second, { method: 'passkey-register' });
    expect((await usePasskey(home.browser, home.device, linking.page)).status).toBe(200);
    const { words } = await listOf(home.device);
    expect(words).toContain('Address 1 High Street');
  });

  test('is never that of another meter point of the same customer', async () => {
    const elsewhere = await createHousehold(brightmeter, living(randomMpxn(), STATION_ROAD));
    const email = elsewhere.email ?? '';
    const { mpxn } = await createHousehold(northwind, { email, fields: VERIFIED });
    const shown: string[] = [];
    for (const choice of [0, 1]) {
      const browser = new CustomerBrowser(origin);
      await signInByMail(browser, mailbox, email);
      const { text } = await browser.open('/portal/choose');
      const handles = [...text.matchAll(/name="handle" value="([^"]+)"/g)];
      await browser.press('/portal/choose/confirm', { handle: handles[choice]?.[1] ?? '' });
      shown.push((await openRecords(browser)).words);
    }
    const ofOther = shown.filter((words) => words.includes(`Meter number ${mpxn}`));
    expect(ofOther).toHaveLength(1);
    expect(ofOther.join()).not.toContain('Station Road');
    expect(shown.filter((words) => words.includes('Station Road'))).toHaveLength(1);
  });

  test('is not that of a record which the mailbox that signed in does not prove', async () => {
    const mpxn = randomMpxn();
    await enrolHousehold(northwind, origin, living(mpxn, STATION_ROAD));
    const own = await createHousehold(brightmeter, living(mpxn, HIGH_STREET));
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, own.email ?? '');
    const { words, text } = await openRecords(browser);
    expect(words).toContain('Address 1 High Street');
    expect(text).not.toContain('Station Road');
  });
});

test('no page of the portal has the meter number in its address or in a link', async () => {
  const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
  await registerConsent(home);
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  const list = await openRecords(browser);
  const [id = ''] = recordIds(list);
  const pages = [
    list,
    await browser.open(`/portal/records/${id}`),
    await browser.open(`/portal/records/${id}/withdraw`),
    await browser.open('/portal/passkeys'),
  ];
  for (const { links, actions } of pages) {
    expect([...links, ...actions].filter((target) => target.includes(home.mpxn))).toEqual([]);
  }
});
