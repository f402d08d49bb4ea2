// What a report of a move and an answer to it do to each other at one time is the database's.
// @module-tag postgres
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomEmail, randomMpxn } from '../../harness/callers/household';
import { registerConsent } from '../../harness/callers/registered-access';
import { startFakeResend } from '../../harness/fake-resend';
import type { HttpAnswer } from '../../harness/http-request';
import { openMailbox } from '../../harness/mailbox';
import { auditOf } from './support/audit-events';
import { reportTenancy } from './support/dcc-reports';
import { CLIENT_ID, CLIENT_SECRET, startFakeIssuers, type FakeIssuer } from './support/fake-issuer';
import { openRecords, signInByMail, signInByPasskey, VERIFIED } from './support/portal';
import { askRelease, dayFrom } from './support/release-questions';
import { leadsOnTo, signInAt } from './support/supplier-sign-in';

const OUT = '/portal/residence/supplier';

let issuers: Awaited<ReturnType<typeof startFakeIssuers>>;
let mail: Awaited<ReturnType<typeof startFakeResend>>;
let register: OwnRegister;
let gridco: FakeIssuer;
let northwind: ApiAccount;
let provider: ApiAccount;
let dcc: ApiAccount;

beforeAll(async () => {
  issuers = await startFakeIssuers();
  mail = await startFakeResend();
  gridco = issuers.add('gridco', {
    algorithm: 'PS256',
    client: { method: 'client_secret_post', id: CLIENT_ID, secret: CLIENT_SECRET },
  });
  register = await startOwnRegister({
    name: 'portal-residence',
    env: {
      ...mail.env,
      RATE_LIMIT_SCALE: '1000',
      SUPPLIERS: JSON.stringify([
        {
          ...{ id: 'gridco', name: 'Gridco', issuer: gridco.issuer },
          ...{ 'client-id': CLIENT_ID, 'client-secret': CLIENT_SECRET },
          'mpxn-claim': 'meter_points',
        },
      ]),
    },
  });
  northwind = await register.client.createAccount();
  provider = await register.client.createAccount({ role: 'data_provider' });
  dcc = await register.client.createAccount({ role: 'dcc' });
});
afterAll(async () => {
  await issuers.close();
  await mail.close();
  await register.stop();
});

const today = (days = 0) => dayFrom(new Date(), days);
const newBrowser = () => new CustomerBrowser(register.origin);

interface Reported {
  home: EnrolledHousehold;
  ak: string;
}

let family: Reported;

/** A household about which somebody reported a move ten days ago, that never was. */
async function reportFalsely(on = today(-10)): Promise<Reported> {
  const home = await enrolHousehold(northwind, register.origin, { fields: VERIFIED });
  const ak = await registerConsent(home);
  await reportTenancy(dcc, home.mpxn, on);
  return { home, ak };
}

beforeEach(async () => {
  family = await reportFalsely();
  gridco.behave({ claims: { meter_points: family.home.mpxn } });
});

const reasonOf = ({ home, ak }: Pick<Reported, 'ak'> & { home: { mpxn: string } }, day = -5) =>
  askRelease(register.origin, provider, {
    home: { owner: northwind, mpxn: home.mpxn },
    ...{ ak, from: today(day) },
  });

interface Followed {
  changes: { ak?: string; change: string }[];
  next: number;
}

/** Whether the Data Provider comes to be told of this change of the access. */
async function isTold(ak: string, change: string): Promise<boolean> {
  let after = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const path = `/v1/release-changes?after=${after}&wait=5`;
    const { body } = await provider.call<Followed>('GET', path);
    if (body.changes.some((one) => one.ak === ak && one.change === change)) return true;
    after = body.next;
  }
  return false;
}

async function signedIn({ home }: Reported): Promise<CustomerBrowser> {
  const browser = newBrowser();
  await signInByPasskey(browser, home.device);
  return browser;
}

/** Goes out to the supplier from the page of the report and answers the way back. */
async function goOut(browser: CustomerBrowser): Promise<string> {
  const out = await browser.press(OUT, { supplier: 'gridco' });
  const address = leadsOnTo(out.text);
  if (!address) throw new Error(`not led out: ${out.status} ${out.headers.location ?? ''}`);
  return gridco.agree(address);
}

const answer = async (browser: CustomerBrowser) => browser.open(await goOut(browser));
const ledOnTo = (page: HttpAnswer) => leadsOnTo(page.text).replace(register.origin, '');
const residence = (browser: CustomerBrowser): Promise<Page> => browser.open('/portal/residence');

describe('after a report that somebody else moved in', () => {
  test('no data of its day or later is released, and the household reads what happened', async () => {
    expect(await reasonOf(family)).toBe('tenancy-changed');
    const browser = await signedIn(family);
    expect((await openRecords(browser)).links).toContain('/portal/residence');
    const page = await residence(browser);
    expect(page.words).toContain('reported that somebody else moved in on');
    expect(page.actions).toContain(OUT);
  });

  test('the person’s passkey and the supplier’s word in one session release again', async () => {
    const browser = await signedIn(family);
    expect(ledOnTo(await answer(browser))).toBe('/portal/residence');
    expect(await reasonOf(family)).toBe('permitted');
    expect(await reasonOf(family, 0)).toBe('permitted');
    const page = await residence(browser);
    expect(page.words).toContain('You have shown that you live here');
    expect(page.actions).not.toContain(OUT);
    expect((await openRecords(browser)).words).toContain('You have shown that you still live here');
    const audit = await auditOf(register.client.admin, { event_type: 'tenancy.residence-proven' });
    expect(audit.events[0]?.detail).toMatchObject({
      ...{ by: 'passkey', supplier: 'gridco', 'changes-answered': 1 },
    });
  });

  test('Data Providers are told that the days count again', async () => {
    await answer(await signedIn(family));
    expect(await reasonOf(family)).toBe('permitted');
    expect(await isTold(family.ak, 'tenancy-restored')).toBe(true);
  });

  test('the person’s mail and the supplier’s word in one session release again', async () => {
    const email = randomEmail();
    const home = await createHousehold(northwind, { email, fields: VERIFIED });
    const ak = await registerConsent(home);
    await reportTenancy(dcc, home.mpxn, today(-10));
    gridco.behave({ claims: { meter_points: home.mpxn } });
    const browser = newBrowser();
    await signInByMail(browser, openMailbox(mail.url), email);
    expect(await reasonOf({ home, ak })).toBe('tenancy-changed');
    expect(ledOnTo(await answer(browser))).toBe('/portal/residence');
    expect(await reasonOf({ home, ak })).toBe('permitted');
  });

  test('a passkey alone releases nothing', async () => {
    const browser = await signedIn(family);
    await residence(browser);
    await browser.press(OUT, { supplier: 'gridco' });
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('a supplier’s sign-in alone releases nothing, and its session is sent to confirm the person', async () => {
    const browser = newBrowser();
    await signInAt(browser, gridco);
    const page = await residence(browser);
    expect(page.words).toContain('First confirm who you are');
    expect(page.actions).not.toContain(OUT);
    const out = await browser.press(OUT, { supplier: 'gridco' });
    expect(out.headers.location).toBe(`${register.origin}/portal/residence`);
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('both halves in two sessions of one browser release nothing', async () => {
    const browser = newBrowser();
    await signInAt(browser, gridco);
    await signInByPasskey(browser, family.home.device);
    await signInAt(browser, gridco);
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('a supplier’s word counts for the session that went out for it, and for no other', async () => {
    const browser = await signedIn(family);
    const back = await goOut(browser);
    await browser.press('/portal/sign-out');
    const between = await browser.open(back);
    expect(ledOnTo(between)).toBe('/portal/sign-in?problem=ended');
    expect(await reasonOf(family)).toBe('tenancy-changed');

    await signInByPasskey(browser, family.home.device);
    const again = await goOut(browser);
    await signInByPasskey(browser, family.home.device);
    expect(ledOnTo(await browser.open(again))).toBe('/portal/sign-in?problem=ended');
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('a supplier’s word counts in the browser that went out, and opens no session elsewhere', async () => {
    const back = await goOut(await signedIn(family));
    const elsewhere = await signedIn(await reportFalsely());
    expect((await elsewhere.open(back)).headers.location).toContain('problem=supplier-spent');
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('a supplier’s word of another meter point releases nothing', async () => {
    gridco.behave({ claims: { meter_points: [randomMpxn(), randomMpxn()] } });
    const browser = await signedIn(family);
    const target = ledOnTo(await answer(browser));
    expect(target).toBe('/portal/residence?problem=other-meter');
    expect((await browser.open(target)).words).toContain('did not name this meter as yours');
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('a supplier that fails is told on the page of the report, and the session stays', async () => {
    const browser = await signedIn(family);
    const back = new URL(await goOut(browser));
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    const target = ledOnTo(await browser.open(back.href));
    expect(target).toBe('/portal/residence?problem=supplier-stopped');
    expect((await browser.open(target)).words).toContain('You stopped on your supplier’s page');
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });

  test('the supplier is asked to have the customer sign in anew', async () => {
    const out = await (await signedIn(family)).press(OUT, { supplier: 'gridco' });
    expect(new URL(leadsOnTo(out.text)).searchParams.get('prompt')).toBe('login');
  });

  test('a sign-in on the day of the report does not count', async () => {
    const now = await reportFalsely(today());
    gridco.behave({ claims: { meter_points: now.home.mpxn } });
    const browser = await signedIn(now);
    const page = await residence(browser);
    expect(page.words).toContain('You can do this from');
    expect(page.actions).not.toContain(OUT);
    expect(ledOnTo(await answer(browser))).toBe('/portal/residence?problem=too-early');
    expect(await reasonOf(now, 0)).toBe('tenancy-changed');
  });

  test.each([
    ['before the day of the report', -11, 'too-early', 'tenancy-changed'],
    ['on the day of the report', -10, 'too-early', 'tenancy-changed'],
    ['on the day after it', -9, undefined, 'permitted'],
  ])(
    'a sign-in at the supplier %s, of which it still knows',
    async (_when, days, problem, reason) => {
      const noon = Date.parse(`${today(days)}T12:00:00Z`);
      const claims = { meter_points: family.home.mpxn, auth_time: noon / 1000 };
      gridco.behave({ claims });
      const query = problem ? `?problem=${problem}` : '';
      expect(ledOnTo(await answer(await signedIn(family)))).toBe(`/portal/residence${query}`);
      expect(await reasonOf(family)).toBe(reason);
    },
  );

  test('a later report ends it again, one of before the sign-in does not', async () => {
    await answer(await signedIn(family));
    await reportTenancy(dcc, family.home.mpxn, today(-1), 'COT-2');
    expect(await reasonOf(family, 0)).toBe('permitted');
    await reportTenancy(dcc, family.home.mpxn, today(), 'COT-3');
    expect(await reasonOf(family, 0)).toBe('tenancy-changed');
  });

  test('answers and reports at the same time leave the last report of the day open', async () => {
    const browser = await signedIn(family);
    const others = await Promise.all([signedIn(family), signedIn(family)]);
    const backs = [];
    for (const each of [browser, ...others]) backs.push([each, await goOut(each)] as const);
    await Promise.all([
      ...backs.map(([each, back]) => each.open(back)),
      reportTenancy(dcc, family.home.mpxn, today(), 'COT-2'),
      reportTenancy(dcc, family.home.mpxn, today(-2), 'COT-3'),
    ]);
    expect((await residence(browser)).words).toContain('You have shown that you live here');
    expect(await reasonOf(family, 0)).toBe('tenancy-changed');
  });

  test('the word reaches the customer’s last time there, and no earlier one that had truly ended', async () => {
    const email = randomEmail();
    const mpxn = randomMpxn();
    const stay = async (moveInDate: string) => {
      const home = await createHousehold(northwind, { email, mpxn, moveInDate, fields: VERIFIED });
      return { home, ak: await registerConsent(home) };
    };
    const former = await stay('2020-05-01');
    await reportTenancy(dcc, mpxn, '2026-02-01', 'COT-1');
    await reportTenancy(dcc, mpxn, '2026-06-01', 'COT-2');
    const again = await stay('2026-06-01');
    await reportTenancy(dcc, mpxn, today(-10), 'COT-3');
    gridco.behave({ claims: { meter_points: mpxn } });
    const browser = newBrowser();
    await signInByMail(browser, openMailbox(mail.url), email);
    expect(ledOnTo(await answer(browser))).toBe('/portal/residence');
    expect(await reasonOf(again)).toBe('permitted');
    expect(await reasonOf(former)).toBe('tenancy-changed');
  });

  test('nothing is to answer where nobody reported a move', async () => {
    const home = await enrolHousehold(northwind, register.origin, { fields: VERIFIED });
    const browser = newBrowser();
    await signInByPasskey(browser, home.device);
    expect((await residence(browser)).words).toContain('Nobody has reported');
    gridco.behave({ claims: { meter_points: home.mpxn } });
    expect(ledOnTo(await answer(browser))).toBe('/portal/residence?problem=nothing-open');
  });

  test('a way back that is taken after more than 15 minutes adds nothing', async () => {
    const browser = await signedIn(family);
    const back = await goOut(browser);
    await register.clock.advance(16 * 60_000);
    try {
      expect((await browser.open(back)).headers.location).toContain('problem=supplier-spent');
    } finally {
      await register.clock.reset();
    }
    expect(await reasonOf(family)).toBe('tenancy-changed');
  });
});
