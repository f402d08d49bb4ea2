import { expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import type { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import {
  changed,
  consentBody,
  groupBody,
  jointBody,
} from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportSighting, reportTenancy } from './support/dcc-reports';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { isSignedOut, signInByPasskey, VERIFIED } from './support/portal';
import { registerAccess } from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();

interface ConsentRecord {
  record_header: { schema_version: string; record_id: string };
  pii_processing: { lawful_basis: string | null; purpose: string | null; notices: unknown[] };
  party_identification: { parties: { party_name: string }[] };
  consent_state: { state: string };
  event: { event_type: string; event_time: string }[];
}

test('the downloads hold what the list shows, no key and no meter number', async () => {
  const northwind = await client.createAccount();
  const dcc = await client.createAccount({ role: 'dcc' });
  const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
  const keys = [
    await registerAccess(northwind, consentBody(home.ir)),
    await registerAccess(northwind, jointBody(home.ir)),
    await registerAccess(northwind, groupBody(home.ir)),
    await reportSighting(dcc, home.mpxn),
  ];
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  const json = await browser.open('/portal/download/json');
  const csv = await browser.open('/portal/download/csv');
  expect(json.headers['content-disposition']).toContain('attachment');
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  for (const secret of [...keys, home.mpxn, home.ir]) {
    expect(json.text).not.toContain(secret);
    expect(csv.text).not.toContain(secret);
  }
  const { consent_records: records } = JSON.parse(json.text) as {
    consent_records: ConsentRecord[];
  };
  expect(records).toHaveLength(4);
  for (const record of records) {
    expect(record.record_header.schema_version).toBe('ISO/IEC TS 27560:2023');
    expect(record.event.length).toBeGreaterThan(0);
  }
  const joint = records.find(({ pii_processing: { notices } }) => notices.length === 2);
  expect(joint?.party_identification.parties.map(({ party_name: name }) => name)).toEqual([
    'Northwind Energy',
    'Brightmeter',
  ]);
  expect(csv.text.trim().split('\r\n')).toHaveLength(5);
  expect(csv.text).toContain('You gave permission');
});

test('the downloads stop where the customer’s own time does', async () => {
  const northwind = await client.createAccount();
  const dcc = await client.createAccount({ role: 'dcc' });
  const former = await enrolHousehold(northwind, origin, {
    fields: VERIFIED,
    moveInDate: '2020-05-01',
  });
  await reportTenancy(dcc, former.mpxn, '2024-02-01');
  const next = await enrolHousehold(northwind, origin, {
    fields: VERIFIED,
    mpxn: former.mpxn,
    moveInDate: '2024-02-01',
    isAnother: true,
  });
  const registered = async (ir: string, purpose: string, from: string, until: string | null) => {
    const body = changed(
      consentBody(ir),
      ['processing.purpose', purpose],
      ['access-event.registered-at', `${from}T00:00:00Z`],
      ['access-event.expiry', until && `${until}T00:00:00Z`],
      ['access-event.state', until === null ? 'ACTIVE' : 'EXPIRED'],
    );
    await registerAccess(northwind, body);
  };
  // A record of the former occupant's own that began after they had left is not theirs to read.
  await registered(former.ir, 'After the stay', '2025-01-01', null);
  await registered(former.ir, 'Within the stay', '2021-01-01', '2022-01-01');
  await registered(next.ir, 'Of the next occupant', '2025-02-01', null);

  const purposesFor = async (device: SoftwareAuthenticator) => {
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, device);
    const { text } = await browser.open('/portal/download/csv');
    const json = await browser.open('/portal/download/json');
    const { consent_records: records } = JSON.parse(json.text) as {
      consent_records: ConsentRecord[];
    };
    const purposes = records.map(({ pii_processing: { purpose } }) => purpose).sort();
    const rows = text.trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(purposes.length);
    for (const purpose of purposes) expect(text).toContain(purpose);
    return purposes;
  };
  expect(await purposesFor(former.device)).toEqual(['Within the stay']);
  expect(await purposesFor(next.device)).toEqual(['After the stay', 'Of the next occupant']);
});

test('the downloads need a session', async () => {
  for (const format of ['json', 'csv']) {
    expect(isSignedOut(await new CustomerBrowser(origin).open(`/portal/download/${format}`))).toBe(
      true,
    );
  }
});
