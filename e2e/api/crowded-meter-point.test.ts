import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold, randomMpxn, RETURN_URL } from '../../harness/callers/household';
import { confirmedToken, listAt, type MeterPointAnswer } from './support/meter-point';
import { mayWithdraw, openRecords, recordIds, signInByPasskey, VERIFIED } from './support/portal';
import {
  registerAccess,
  registerConsent,
  type ListedRecord,
} from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();

/** Records with which one organisation fills a meter point: more than one page of any list holds. */
const CROWD = Number(process.env.CROWD || 120);
const BULK = 24_000;

let northwind: ApiAccount;
let crowder: ApiAccount;
let portal: ApiAccount;
let home: EnrolledHousehold;
let crowderIr: string;
let ours: string;

interface Paged extends MeterPointAnswer {
  'next-cursor'?: string;
}

/** A record of the past, as new as can be and nearly as large as one may be. */
function bulky(ir: string, n: number): JsonObject {
  const recipient = (index: number) => ({
    name: `${'Bulk '.repeat(45)}${index}`,
    role: 'processor',
    'privacy-url': `https://bulk.example/${'x'.repeat(200)}`,
  });
  const count = Math.floor(BULK / 520);
  return changed(
    contractBody(ir),
    ['processing.purpose', `Crowd ${n}`],
    ['processing.recipients', Array.from({ length: count }, (_, index) => recipient(index))],
    ['access-event.state', 'EXPIRED'],
    ['access-event.registered-at', '2026-10-01T00:00:00Z'],
    ['access-event.expiry', '2026-10-02T00:00:00Z'],
  );
}

beforeAll(async () => {
  northwind = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  crowder = await client.createAccount({ 'display-name': 'Crowder' });
  portal = await client.createAccount({ role: 'portal' });
  home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
  ours = await registerConsent(home);
  crowderIr = (await createHousehold(crowder, { mpxn: home.mpxn, email: null })).ir;
  for (let n = 0; n < CROWD; n += 10) {
    const batch = Array.from({ length: 10 }, (_, index) => bulky(crowderIr, n + index));
    await Promise.all(batch.map((body) => registerAccess(crowder, body)));
  }
}, 300_000);

async function signedIn(): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  return browser;
}

/** Every page of a list, followed by its cursors. */
async function allPages(account: ApiAccount, query: Record<string, string>) {
  const pages: ListedRecord[][] = [];
  let cursor: string | undefined;
  do {
    const answer = await listAt(account, home.mpxn, { ...query, ...(cursor ? { cursor } : {}) });
    if (answer.status !== 200) throw new Error(`not listed: ${answer.status} ${answer.text}`);
    expect(answer.text.length).toBeLessThan(2 ** 21);
    const body = answer.body as Paged;
    pages.push(body['access-records']);
    cursor = body['next-cursor'];
  } while (cursor !== undefined);
  return pages;
}

const keysOf = (pages: ListedRecord[][]) => pages.flat().map(({ ak }) => ak);

describe('one organisation’s many records at a meter point', () => {
  test('hide no other’s from the customer, who ends it as before', async () => {
    const page = await openRecords(await signedIn());
    const [first = ''] = recordIds(page);
    expect(page.words).toContain('Northwind Energy');
    expect(mayWithdraw(page, first)).toBe(true);
  });

  test('fill further pages, which hold each record once', async () => {
    const browser = await signedIn();
    const ids: string[] = [];
    let next: string | undefined = '/portal/records';
    let pages = 0;
    while (next !== undefined) {
      const page: Page = await browser.open(next);
      expect(page.text.length).toBeLessThan(2 ** 22);
      ids.push(...recordIds(page));
      next = page.links.find((link) => link.startsWith('/portal/records?after='));
      pages += 1;
    }
    expect(pages).toBeGreaterThan(1);
    expect(ids).toHaveLength(CROWD + 1);
    expect(new Set(ids).size).toBe(CROWD + 1);
  });

  test('are all in the downloads, and so is the other’s', async () => {
    const browser = await signedIn();
    const json = await browser.open('/portal/download/json');
    const file = JSON.parse(json.text) as { consent_records: unknown[] };
    expect(file.consent_records).toHaveLength(CROWD + 1);
    const csv = await browser.open('/portal/download/csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(CROWD + 2);
  });

  test('let a way back show that the other has registered', async () => {
    const browser = new CustomerBrowser(origin);
    await browser.open(`/portal?ir=${home.ir}&return=${encodeURIComponent(RETURN_URL)}`);
    await signInByPasskey(browser, home.device);
    expect((await openRecords(browser)).links).toContain(RETURN_URL);
  });

  test('push no other’s from the head of a Data User’s list, which goes on by cursors', async () => {
    const pages = await allPages(northwind, {});
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]?.[0]?.ak).toBe(ours);
    const keys = keysOf(pages);
    expect(keys).toHaveLength(CROWD + 1);
    expect(new Set(keys).size).toBe(CROWD + 1);
  });

  test('push no other’s from a portal operator’s, and one token opens the whole list once', async () => {
    const token = { 'reidentification-token': await confirmedToken(portal, home) };
    const pages = await allPages(portal, token);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]?.[0]?.ak).toBe(ours);
    expect(new Set(keysOf(pages)).size).toBe(CROWD + 1);
    expectError(await listAt(portal, home.mpxn, token), 409, 'CON001');
  });

  test('lend no cursor to another list, nor one that was made up', async () => {
    const first = (await listAt(northwind, home.mpxn)).body as Paged;
    const cursor = first['next-cursor'] ?? '';
    expect(cursor).not.toBe('');
    for (const made of [
      { account: crowder, cursor },
      { account: northwind, cursor: '0'.repeat(32) },
    ]) {
      const answer = await listAt(made.account, home.mpxn, { cursor: made.cursor });
      expectError(answer, 400, 'VAL001');
    }
    const token = await confirmedToken(portal, home);
    const foreign = { 'reidentification-token': token, cursor };
    expectError(await listAt(portal, home.mpxn, foreign), 400, 'VAL001');
    // Nor was the token spent by that.
    expect((await listAt(portal, home.mpxn, { 'reidentification-token': token })).status).toBe(200);
  });

  test('end a page of one’s own list before its count where they are large', async () => {
    let cursor = '';
    const keys: string[] = [];
    do {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const { text, body } = await crowder.call<{
        records: ListedRecord[];
        total: number;
        'next-cursor': string | null;
      }>('GET', `/v1/records?limit=500${query}`);
      expect(text.length).toBeLessThan(2 ** 21);
      expect(body.records.length).toBeLessThan(CROWD);
      expect(body.total).toBe(CROWD);
      keys.push(...body.records.map(({ ak }) => ak));
      cursor = body['next-cursor'] ?? '';
    } while (cursor !== '');
    expect(new Set(keys).size).toBe(CROWD);
  });
});

describe('ACTIVE records of one account at one meter point', () => {
  test(
    'are a hundred at most, however many are sent at once',
    { tags: 'postgres', timeout: 60_000 },
    async () => {
      const { mpxn, ir } = await createHousehold(crowder, { mpxn: randomMpxn(), email: null });
      for (let n = 0; n < 95; n += 19) {
        await Promise.all(
          Array.from({ length: 19 }, () => registerAccess(crowder, consentBody(ir))),
        );
      }
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          crowder.call('POST', '/v1/access-records', consentBody(ir)),
        ),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expectError(answer, 409, 'CON001');
      }
      // What has ended is as welcome as ever, and so is another organisation.
      await registerAccess(crowder, bulky(ir, 0));
      await registerConsent(await createHousehold(northwind, { mpxn, email: null }));
    },
  );
});
