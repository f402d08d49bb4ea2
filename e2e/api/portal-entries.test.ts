// Versions and days of sightings are read by SQL of their own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  groupBody,
  jointBody,
  type Change,
} from '../../harness/callers/access-record-body';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { reportSighting } from './support/dcc-reports';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { confirmedToken, entriesAt } from './support/meter-point';
import {
  isReceipt,
  openRecords,
  recordIds,
  signInByPasskey,
  VERIFIED,
  withdraw,
} from './support/portal';
import { registerAccess, registerConsent, verify } from '../../harness/callers/registered-access';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let dcc: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount({ 'display-name': 'Northwind Energy' });
  dcc = await client.createAccount({ role: 'dcc', 'display-name': 'Smart Meter Network' });
});

const verified = () => enrolHousehold(northwind, origin, { fields: VERIFIED });

async function signIn({ device }: EnrolledHousehold): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  return browser;
}

const CONTROLLER = 'record-metadata.controller-arrangement.controllers[0]';

/** Green Homes decides; Northwind Energy, whose account it is, acts for it. */
const forGreenHomes: Change[] = [
  [`${CONTROLLER}.name`, 'Green Homes Ltd'],
  [`${CONTROLLER}.contact-url`, 'mailto:people@green-homes.example'],
];

/** The one record of a customer: its list, and its page. */
async function openOnly(browser: CustomerBrowser): Promise<{ id: string; list: Page; page: Page }> {
  const list = await openRecords(browser);
  const [id = ''] = recordIds(list);
  return { id, list, page: await browser.open(`/portal/records/${id}`) };
}

interface Downloads {
  json: string;
  records: JsonObject[];
  csv: string;
  /** The cells of the table's rows by the words of its head. */
  rows: Record<string, string>[];
}

function toCells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

async function download(browser: CustomerBrowser): Promise<Downloads> {
  const { text: json } = await browser.open('/portal/download/json');
  const { text: csv } = await browser.open('/portal/download/csv');
  const [head = [], ...lines] = csv.replace('\ufeff', '').trim().split('\r\n').map(toCells);
  return {
    json,
    csv,
    records: (JSON.parse(json) as { consent_records: JsonObject[] }).consent_records,
    rows: lines.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']))),
  };
}

describe('an access of a controller for whom another organisation acts', () => {
  test('is headed by the controller, with its contact, through the organisation that acts', async () => {
    const home = await verified();
    await registerAccess(northwind, changed(consentBody(home.ir), ...forGreenHomes));
    const { id, list, page } = await openOnly(await signIn(home));
    expect(list.text).toMatch(/<h3[^>]*><bdi>Green Homes Ltd<\/bdi><\/h3>/);
    for (const { words, links } of [list, page]) {
      expect(words).toContain('through Northwind Energy');
      expect(words).not.toContain('Together with');
      expect(links).toContain('mailto:people@green-homes.example');
    }
    expect(page.words).toContain('Green Homes Ltd and your meter data');
    expect(id).not.toBe('');
  });

  test('is withdrawn in the controller’s name, and the page, receipt and mail say through whom', async () => {
    const home = await verified();
    await registerAccess(northwind, changed(consentBody(home.ir), ...forGreenHomes));
    const browser = await signIn(home);
    const { id } = await openOnly(browser);
    const asked = await browser.open(`/portal/records/${id}/withdraw`);
    expect(asked.words).toContain('Stop sharing with Green Homes Ltd');
    expect(asked.words).toContain('through Northwind Energy');
    expect(asked.words).toContain('Northwind Energy is told at once');
    const done = await withdraw(browser, id);
    const receipt = await browser.open(done.headers.location ?? '');
    expect(receipt.words).toContain('Green Homes Ltd');
    expect(receipt.words).toContain('through Northwind Energy');
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isReceipt });
    expect(mail.subject).toContain('Green Homes Ltd');
    expect(mail.text).toContain('through Northwind Energy');
    expect(mail.text).toContain('drwy Northwind Energy');
  });

  test('is so in both downloads', async () => {
    const home = await verified();
    await registerAccess(northwind, changed(consentBody(home.ir), ...forGreenHomes));
    const { rows, records } = await download(await signIn(home));
    expect(rows).toEqual([
      expect.objectContaining({
        Organisation: 'Green Homes Ltd',
        Through: 'Northwind Energy',
        Contact: 'mailto:people@green-homes.example',
      }),
    ]);
    expect(records[0]?.party_identification).toMatchObject({
      controller: 'Green Homes Ltd',
      acting_organisation: 'Northwind Energy',
    });
  });

  test('names nobody else where the two are one, however the name is written', async () => {
    const home = await verified();
    const written = [`${CONTROLLER}.name`, 'NORTHWIND  Ｅnergy'] as const;
    await registerAccess(northwind, changed(consentBody(home.ir), written));
    const browser = await signIn(home);
    const { list } = await openOnly(browser);
    expect(list.words).toContain('NORTHWIND Ｅnergy');
    expect(list.words).not.toContain('through Northwind');
    expect((await download(browser)).rows[0]?.Through).toBe('');
  });
});

describe('controllers of one access', () => {
  test.each([
    ['that decide together', jointBody, 'Northwind Energy', 'Decides together with', 'Brightmeter'],
    [
      'of one group of companies',
      groupBody,
      'Northwind Holdings',
      'Same group of companies',
      'Northwind Energy',
    ],
  ])('%s are named as such', async (_which, body, lead, words, other) => {
    const home = await verified();
    await registerAccess(northwind, body(home.ir));
    const browser = await signIn(home);
    const { list, page } = await openOnly(browser);
    expect(list.text).toMatch(new RegExp(`<h3[^>]*><bdi>${lead}</bdi></h3>`));
    for (const shown of [list, page]) expect(shown.words).toContain(`${words} ${other}`);
    const [row] = (await download(browser)).rows;
    expect(row).toMatchObject({ Organisation: lead, [words]: other });
  });
});

describe('what an organisation was told of', () => {
  const recipient = { name: 'Brightmeter', role: 'processor' };
  const privacy = 'https://brightmeter.example/privacy';

  test('stands in the list, on the page and in both downloads: recipients and the shared terms', async () => {
    const home = await verified();
    const recipients = [
      { ...recipient, 'privacy-url': privacy },
      { name: 'Acme', role: 'auditor' },
    ];
    await registerAccess(
      northwind,
      changed(consentBody(home.ir), ['processing.recipients', recipients]),
    );
    const browser = await signIn(home);
    const { list, page } = await openOnly(browser);
    for (const { words, links } of [list, page]) {
      expect(words).toContain('Brightmeter ( processor )');
      expect(words).toContain('Acme ( auditor )');
      expect(words).toContain('Terms, version 2026-01');
      expect(links).toContain(privacy);
      expect(links).toContain('https://northwind.example/terms');
    }
    const { rows, records } = await download(browser);
    expect(rows[0]?.['Who else receives the data']).toBe(
      `Brightmeter (processor) ${privacy}; Acme (auditor)`,
    );
    expect(rows[0]?.['Notice that was given']).toBe(
      'https://northwind.example/terms (version 2026-01)',
    );
    expect(records[0]?.pii_processing).toMatchObject({
      recipients: [
        { ...recipient, privacy_notice: privacy },
        { name: 'Acme', role: 'auditor', privacy_notice: null },
      ],
      notices: [{ controller: null, version: '2026-01' }],
    });
  });

  test('is each controller’s own terms where each has its own', async () => {
    const home = await verified();
    const own = ['notice.notices[1].terms-url', 'https://brightmeter.example/terms'] as const;
    await registerAccess(northwind, changed(jointBody(home.ir), own));
    const browser = await signIn(home);
    const { list } = await openOnly(browser);
    expect(list.words).toMatch(/Northwind Energy Terms, version 3.*Brightmeter Terms, version 3/);
    expect(list.links).toContain('https://brightmeter.example/terms');
    expect((await download(browser)).rows[0]?.['Notice that was given']).toBe(
      'Northwind Energy: https://northwind.example/terms (version 3); ' +
        'Brightmeter: https://brightmeter.example/terms (version 3)',
    );
  });

  test('is folded in the list where it is long, and whole on the page', async () => {
    const home = await verified();
    const recipients = Array.from({ length: 12 }, (_, n) => ({
      name: `Firm ${n}`,
      role: 'auditor',
    }));
    await registerAccess(
      northwind,
      changed(consentBody(home.ir), ['processing.recipients', recipients]),
    );
    const { list, page } = await openOnly(await signIn(home));
    expect(list.text).toMatch(/<details[^>]*><summary[^>]*>12 organisations<\/summary>/);
    expect(list.words).toContain('Firm 11 ( auditor )');
    expect(page.text).not.toContain('<details');
    expect(page.words).toContain('Firm 11 ( auditor )');
  });
});

describe('an organisation that the DCC saw', () => {
  const seen = {
    'organisation-name': 'Quiet Meter',
    'organisation-reference': 'QM-77',
    'first-seen': '2026-06-01',
    'last-seen': '2026-07-01',
    'data-types-observed': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    'source-reference': 'BATCH-9',
  };

  test('is warned of with its reference, the kinds of data, the dates and whom to complain to', async () => {
    const home = await verified();
    await reportSighting(dcc, home.mpxn, seen);
    const { list, page } = await openOnly(await signIn(home));
    for (const { words, links } of [list, page]) {
      expect(words).toContain('QM-77');
      expect(words).not.toContain('BATCH-9');
      expect(words).toContain('How much energy you use, every half hour');
      expect(words).toContain('The prices that you pay for energy');
      expect(words).toContain('from 1 June 2026 to 1 July 2026');
      expect(words).toContain('Smart Energy Code administrator');
      expect(links).toContain('https://smartenergycodecompany.co.uk/');
      expect(links).toContain('https://ico.org.uk/make-a-complaint/');
      expect(links).toContain('https://www.ofgem.gov.uk/');
      expect(words).not.toContain('31 May');
    }
  });

  test('has dates, and no instants, in both downloads', async () => {
    const home = await verified();
    await reportSighting(dcc, home.mpxn, seen);
    const { csv, json, rows, records } = await download(await signIn(home));
    for (const text of [csv, json]) {
      expect(text).not.toMatch(/2026-0(?:5-31|6-30)/);
      expect(text).not.toContain('BATCH-9');
    }
    expect(rows[0]).toMatchObject({
      Organisation: 'Quiet Meter',
      Through: '',
      'Reference to quote': 'QM-77',
      'First seen': '2026-06-01',
      'Last seen': '2026-07-01',
      Since: '',
    });
    expect(records[0]).toMatchObject({
      consent_state: { state: 'DISCOVERED', valid_from: null },
      discovery: { reference: 'QM-77', first_seen: '2026-06-01', last_seen: '2026-07-01' },
    });
  });

  test('is shown by the API with the day on which it was first seen, in summer too', async () => {
    const home = await verified();
    const ak = await reportSighting(dcc, home.mpxn, seen);
    const day = '2026-06-01T00:00:00.000Z';
    expect((await verify(client, ak))['access-event']['registered-at']).toBe(day);
    const voice = await client.createAccount({ role: 'portal' });
    const token = await confirmedToken(voice, home);
    const [entry] = await entriesAt(voice, home.mpxn, { 'reidentification-token': token });
    expect(entry).toMatchObject({ ak, 'registered-at': day });
    await reportSighting(dcc, home.mpxn, { ...seen, 'first-seen': '2026-05-01' });
    expect((await verify(client, ak))['access-event']['registered-at']).toBe(
      '2026-05-01T00:00:00.000Z',
    );
  });

  test('and registered later says so in both downloads', async () => {
    const home = await verified();
    const reference = `REF-${home.mpxn}`;
    const quiet = await client.createAccount({
      'display-name': 'Quiet Meter',
      'organisation-reference': reference,
    });
    await reportSighting(dcc, home.mpxn, { ...seen, 'organisation-reference': reference });
    await registerConsent(
      await enrolHousehold(quiet, origin, { mpxn: home.mpxn, isAnother: true }),
    );
    const browser = await signIn(home);
    const { words } = await openRecords(browser);
    expect(words).toContain('Registered as an entry of its own');
    expect(words).toContain(reference);
    const { rows, records } = await download(browser);
    const later = expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as string;
    expect(rows.find((row) => row['First seen'] !== '')).toMatchObject({
      State: 'Seen, and registered since',
      'Registered later, on': later,
      'Why it is allowed': 'Registered as an entry of its own',
    });
    expect(records.flatMap(({ discovery }) => discovery ?? [])).toEqual([
      expect.objectContaining({ registered_later: later }),
    ]);
  });
});

test('the downloads say when a record was entered long after the start that it states', async () => {
  const home = await verified();
  await registerConsent(home);
  const { rows, records } = await download(await signIn(home));
  expect(rows[0]?.['Entered into the register']).toMatch(/^20\d\d-/);
  expect(rows[0]?.Since).toBe('2026-01-15T09:30:00.000Z');
  expect(records[0]?.consent_state).toMatchObject({ entered_at: expect.any(String) as string });
});
