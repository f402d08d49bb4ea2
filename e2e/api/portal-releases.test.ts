// Which partitions are read, and how days are added up, is the database's.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { forwardRegister, type OwnRegister } from '../../harness/api-context';
import { contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { registerAccess, registerConsent } from '../../harness/callers/registered-access';
import { reportTenancy } from './support/dcc-reports';
import { openRecords, recordIds, signInByPasskey, VERIFIED, withdraw } from './support/portal';
import { askRelease, dayFrom, type ReleaseQuestion } from './support/release-questions';

const DAY_MS = 86_400_000;

let register: OwnRegister;
let northwind: ApiAccount;
let meterlink: ApiAccount;
let gridco: ApiAccount;

beforeAll(async () => {
  register = await forwardRegister();
  const { client } = register;
  northwind = await client.createAccount();
  meterlink = await client.createAccount({
    role: 'data_provider',
    'display-name': 'Meterlink Limited',
  });
  gridco = await client.createAccount({ role: 'data_provider', 'display-name': 'Gridco plc' });
});

const today = (days = 0) => dayFrom(register.clock.now(), days);
const inWords = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

/** What a page says, without the spaces that stand for its tags. */
const wordsOf = ({ words }: Page) => words.replace(/ (?=[,:])/g, '');

const ask = (question: ReleaseQuestion, provider = meterlink) =>
  askRelease(register.origin, provider, question);

async function letDaysPass(days: number): Promise<void> {
  await register.clock.advance(days * DAY_MS);
  for (const account of [northwind, meterlink, gridco]) account.forgetToken();
  register.client.admin.forgetToken();
}

async function signedIn(home: EnrolledHousehold): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(register.origin);
  await signInByPasskey(browser, home.device);
  return browser;
}

/** The page of the only access in the list. */
async function recordPage(browser: CustomerBrowser): Promise<Page> {
  const [id = ''] = recordIds(await openRecords(browser));
  return browser.open(`/portal/records/${id}`);
}

const enrol = (fields = VERIFIED) => enrolHousehold(northwind, register.origin, { fields });

describe('the page of an access', () => {
  test('says who asked last, how often, by day, and what was answered', async () => {
    const home = await enrol();
    const ak = await registerConsent(home);
    const from = today(-20);
    await ask({ home, ak, from });
    await ask({ home, ak, from });
    await ask({ home, ak, from }, gridco);
    const first = today();
    await letDaysPass(2);
    await ask({ home, ak, from, dataTypes: ['HH-EXPORT'] });
    const words = wordsOf(await recordPage(await signedIn(home)));
    expect(words).toContain(`Last asked for by Meterlink Limited, refused, on ${inWords(today())}`);
    expect(words).toContain(`to ${inWords(today())}: allowed 3 times, refused once.`);
    expect(words).toContain(`${inWords(today())}, Meterlink Limited: Refused once.`);
    expect(words).toContain(`${inWords(first)}, Gridco plc: Allowed once.`);
    expect(words).toContain(`${inWords(first)}, Meterlink Limited: Allowed 2 times.`);
  });

  test('says that what was asked for after sharing was stopped was refused', async () => {
    const home = await enrol();
    const ak = await registerConsent(home);
    const from = today(-5);
    expect(await ask({ home, ak, from })).toBe('permitted');
    const browser = await signedIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    await withdraw(browser, id);
    expect(await ask({ home, ak, from })).toBe('ended');
    const words = wordsOf(await browser.open(`/portal/records/${id}`));
    expect(words).toContain('After sharing was stopped, it was asked for once more.');
    expect(words).toContain('Meterlink Limited: Allowed once. Refused once, after it had ended.');
    expect(words).toContain('Last asked for by Meterlink Limited, refused,');
  });

  test('where nobody asked says so, and that who only checks leaves no trace', async () => {
    const home = await enrol();
    const ak = await registerConsent(home);
    expect((await register.client.call('GET', `/v1/access-records/${ak}`)).status).toBe(200);
    const words = wordsOf(await recordPage(await signedIn(home)));
    expect(words).toContain('nobody asked here whether your data may be given out for this.');
    expect(words).toContain('only checks that this is registered leaves no trace here.');
    expect(words).not.toContain('Last asked for');
  });

  test('tells nothing of questions with a wrong meter point or organisation, nor of other keys', async () => {
    const [home, other] = [await enrol(), await enrol()];
    const ak = await registerConsent(home);
    const otherAk = await registerConsent(other);
    const stranger = await register.client.createAccount();
    const from = today(-5);
    await ask({ home: { ...home, mpxn: other.mpxn }, ak, from });
    await ask({ home: { ...home, owner: stranger }, ak, from });
    await ask({ home, ak: 'ak_000000000000000000000000', from });
    await ask({ home: other, ak: otherAk, from });
    const words = wordsOf(await recordPage(await signedIn(home)));
    expect(words).toContain('nobody asked here');
    expect(words).not.toContain('Meterlink');
  });

  test('says of an organisation marked statutory that a move does not stop it, and of no other', async () => {
    const { client } = register;
    const council = await client.createAccount();
    const home = await enrolHousehold(council, register.origin, { fields: VERIFIED });
    await registerAccess(council, contractBody(home.ir, 'uk-public-task'));
    const browser = await signedIn(home);
    const line = 'It does not have to stop when somebody else moves in.';
    expect((await recordPage(browser)).words).not.toContain(line);
    const path = `/v1/admin/accounts/${council.id}`;
    expect((await client.admin.call('PATCH', path, { statutory: true })).status).toBe(200);
    expect((await recordPage(browser)).words).toContain(line);
  });
});

describe('the list', () => {
  test('says on which day a release was last allowed', async () => {
    const home = await enrol();
    const ak = await registerConsent(home);
    const browser = await signedIn(home);
    const line = 'Last asked for and allowed on';
    await ask({ home, ak, from: today(-5), dataTypes: ['HH-EXPORT'] });
    expect((await openRecords(browser)).words).not.toContain(line);
    await ask({ home, ak, from: today(-5) });
    expect((await openRecords(browser)).words).toContain(`${line} ${inWords(today())}.`);
  });
});

interface Downloaded {
  consent_records: { releases: unknown[] }[];
}

describe('a customer’s own time', () => {
  test('bounds what each household is told, on the page, in the list and in both downloads', async () => {
    const dcc = await register.client.createAccount({ role: 'dcc' });
    const former = await enrol();
    // Without end: the next household sees it too, and may stop it.
    const ak = await registerConsent(former);
    const theirs = { home: former, ak, from: today(-5) };
    await ask(theirs);
    const askedOn = today();
    await letDaysPass(2);
    await reportTenancy(dcc, former.mpxn, today());
    const next = await enrolHousehold(northwind, register.origin, {
      fields: VERIFIED,
      mpxn: former.mpxn,
      moveInDate: today(),
      isAnother: true,
    });
    await letDaysPass(1);
    // Of days of the former household, asked in the next one's time: of neither's.
    expect(await ask(theirs, gridco)).toBe('permitted');
    // Of days of the next household, asked in its time.
    expect(await ask({ ...theirs, from: today(-1) }, gridco)).toBe('tenancy-changed');

    const told = async (home: EnrolledHousehold) => {
      const browser = await signedIn(home);
      const list = await openRecords(browser);
      const page = await recordPage(browser);
      const json = await browser.open('/portal/download/json');
      const csv = await browser.open('/portal/download/csv');
      const { consent_records: records } = JSON.parse(json.text) as Downloaded;
      return { list, page, csv: csv.text, releases: records[0]?.releases };
    };
    const ofFormer = await told(former);
    expect(wordsOf(ofFormer.page)).toContain('Meterlink Limited: Allowed once.');
    expect(wordsOf(ofFormer.page)).not.toContain('Gridco');
    expect(ofFormer.csv).toContain(`Meterlink Limited: ${askedOn} (1 allowed, 0 refused)`);
    expect(ofFormer.csv).not.toContain('Gridco');
    expect(ofFormer.releases).toEqual([
      {
        day: askedOn,
        data_provider: 'Meterlink Limited',
        allowed: 1,
        refused: 0,
        refused_after_end: 0,
      },
    ]);
    const ofNext = await told(next);
    expect(ofNext.list.words).not.toContain('Last asked for and allowed');
    expect(wordsOf(ofNext.page)).toContain('Gridco plc: Refused once.');
    expect(wordsOf(ofNext.page)).not.toContain('Allowed');
    expect(wordsOf(ofNext.page)).not.toContain('Meterlink');
    expect(ofNext.csv).toContain(`Gridco plc: ${today()} (0 allowed, 1 refused)`);
    expect(ofNext.releases).toHaveLength(1);
  });
});
