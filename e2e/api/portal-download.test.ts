import { expect, test } from 'vitest';
import { sharedRegister } from '../harness/api-context';
import { changed, consentBody, groupBody, jointBody } from './support/access-record-body';
import { CustomerBrowser } from './support/customer-browser';
import { reportSighting, reportTenancy } from './support/dcc-reports';
import { enrolHousehold } from './support/enrolled-household';
import { isSignedOut, signInByPasskey, VERIFIED } from './support/portal';
import { registerAccess } from './support/registered-access';

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
  await registerAccess(
    northwind,
    changed(consentBody(former.ir), ['access-event.registered-at', '2025-01-01T00:00:00Z']),
  );
  await reportTenancy(dcc, former.mpxn, '2024-02-01');
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, former.device);
  const json = await browser.open('/portal/download/json');
  expect((JSON.parse(json.text) as { consent_records: unknown[] }).consent_records).toEqual([]);
});

test('the downloads need a session', async () => {
  for (const format of ['json', 'csv']) {
    expect(isSignedOut(await new CustomerBrowser(origin).open(`/portal/download/${format}`))).toBe(
      true,
    );
  }
});
