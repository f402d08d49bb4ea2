import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { auditOf } from './support/audit-events';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportSighting, reportTenancy, withdrawTenancy } from './support/dcc-reports';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomEmail, RETURN_URL } from '../../harness/callers/household';
import { entriesAt } from './support/meter-point';
import {
  isOpenedMail,
  isReceipt,
  isSignedOut,
  mayWithdraw,
  openRecords,
  recordIds,
  signInByMail,
  signInByPasskey,
  VERIFIED,
  withdraw,
} from './support/portal';
import {
  registerAccess,
  registerConsent,
  revoke,
  stateOf,
} from '../../harness/callers/registered-access';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let brightmeter: ApiAccount;
let dcc: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  brightmeter = await client.createAccount({
    'display-name': 'Brightmeter',
    'redirect-urls': ['https://brightmeter.example/return'],
  });
  dcc = await client.createAccount({ role: 'dcc' });
});

async function signIn(home: EnrolledHousehold, link?: string): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  if (link !== undefined) await browser.open(link);
  await signInByPasskey(browser, home.device);
  return browser;
}

const verified = (mpxn?: string, moveInDate?: string) =>
  enrolHousehold(northwind, origin, {
    fields: VERIFIED,
    isAnother: true,
    ...(mpxn === undefined ? {} : { mpxn }),
    ...(moveInDate === undefined ? {} : { moveInDate }),
  });

/** A consent that Brightmeter has at the household's meter point, with `fields` of the event. */
async function otherConsent(
  home: EnrolledHousehold,
  event: Record<string, unknown> = {},
): Promise<string> {
  const second = await createHousehold(brightmeter, { mpxn: home.mpxn, email: null });
  const changes = Object.entries(event).map(
    ([name, value]) => [`access-event.${name}`, value] as const,
  );
  return registerAccess(brightmeter, changed(consentBody(second.ir), ...changes));
}

describe('what a customer sees', () => {
  test('is all of the meter point for a person whom an organisation has verified', async () => {
    const home = await verified();
    await registerConsent(home);
    await otherConsent(home);
    await reportSighting(dcc, home.mpxn);
    const page = await openRecords(await signIn(home));
    expect(page.words).toContain('Northwind Energy');
    expect(page.words).toContain('Brightmeter');
    expect(page.words).toContain('Unknown Power');
    expect(page.text).not.toMatch(/\b(?:ak|ir|duid)_[0-9a-f]{24}\b/);
  });

  test('is what is linked to the own record for a person whom nobody has verified', async () => {
    const home = await enrolHousehold(northwind, origin);
    await registerConsent(home);
    await otherConsent(home);
    await reportSighting(dcc, home.mpxn);
    await registerAccess(northwind, contractBody(home.ir));
    await entriesAt(northwind, home.mpxn);
    const page = await openRecords(await signIn(home));
    expect(recordIds(page)).toHaveLength(2);
    expect(page.words).not.toContain('Brightmeter');
    expect(page.words).not.toContain('Unknown Power');
    expect(page.words).not.toContain('Who looked at this list');
  });

  test('is never told to be all there is where it is not', async () => {
    const home = await enrolHousehold(northwind, origin);
    await otherConsent(home);
    const { words } = await openRecords(await signIn(home));
    expect(words).toContain('Nothing is active in your own name now.');
    expect(words).toContain('Other organisations may use data from this meter as well.');
    expect(words).not.toContain('No organisation is registered');
  });

  test('begins with what can be ended', async () => {
    const home = await verified();
    await registerConsent(home);
    const newer = ['access-event.registered-at', '2026-03-01T00:00:00Z'] as const;
    await registerAccess(northwind, changed(contractBody(home.ir), newer));
    const page = await openRecords(await signIn(home));
    expect(recordIds(page).map((id) => mayWithdraw(page, id))).toEqual([true, false]);
  });

  test('is all for no failed and no partial verification', async () => {
    for (const outcome of ['failed', 'partial']) {
      const home = await enrolHousehold(northwind, origin, {
        fields: {
          'principal-verification': {
            method: 'document',
            'verified-at': '2026-01-10T10:00:00Z',
            outcome,
          },
        },
      });
      await otherConsent(home);
      expect(recordIds(await openRecords(await signIn(home)))).toEqual([]);
    }
  });

  test('names who looked at it', async () => {
    const home = await verified();
    await registerConsent(home);
    await entriesAt(northwind, home.mpxn);
    const page = await openRecords(await signIn(home));
    expect(page.words).toMatch(
      /Who looked at this list.*Northwind Energy \(organisation that is registered here\)/,
    );
  });

  test('names each who looked at it, however often another did', { tags: 'postgres' }, async () => {
    const home = await verified();
    await registerConsent(home);
    await otherConsent(home);
    await entriesAt(brightmeter, home.mpxn);
    for (let n = 0; n < 105; n += 15) {
      await Promise.all(Array.from({ length: 15 }, () => entriesAt(northwind, home.mpxn)));
    }
    const { words } = await openRecords(await signIn(home));
    expect(words).toMatch(/Who looked at this list.*Brightmeter \(organisation/);
  });

  test('warns of what the DCC saw until that organisation registers', async () => {
    const home = await verified();
    const reference = `REF-${home.mpxn}`;
    await reportSighting(dcc, home.mpxn, {
      'organisation-name': 'Brightmeter',
      'organisation-reference': reference,
    });
    const warned = await openRecords(await signIn(home));
    expect(warned.words).toContain('Seen, but not registered');
    const other = await createHousehold(brightmeter, { mpxn: home.mpxn, email: null });
    const controllers = 'record-metadata.controller-arrangement.controllers[0].name';
    await registerAccess(brightmeter, changed(consentBody(other.ir), [controllers, 'Brightmeter']));
    const still = await openRecords(await signIn(home));
    expect(still.words).toContain('Seen, but not registered');
    const named = await client.createAccount({ 'organisation-reference': reference });
    await registerConsent(await createHousehold(named, { mpxn: home.mpxn, email: null }));
    const calm = await openRecords(await signIn(home));
    expect(calm.words).not.toContain('Seen, but not registered');
    expect(calm.words).toContain('Seen, and registered since');
    expect(calm.words).toMatch(/Registered later, on \d+ \w+ 20\d\d/);
  });

  test('says when a record was entered long after the start that it states, and else nothing', async () => {
    const home = await verified();
    const today = ['access-event.registered-at', new Date().toISOString()] as const;
    await registerAccess(northwind, changed(consentBody(home.ir), today));
    expect((await openRecords(await signIn(home))).words).not.toContain(
      'Entered into the register',
    );
    await registerAccess(northwind, consentBody(home.ir));
    expect((await openRecords(await signIn(home))).words).toContain('Entered into the register');
  });

  test('shows a record’s whole history, by whom', async () => {
    const home = await verified();
    const ak = await registerConsent(home);
    await northwind.call('PUT', `/v1/access-records/${ak}`, consentBody(home.ir));
    await revoke(northwind, ak, '?reason=contract-ended');
    const browser = await signIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    const { words } = await browser.open(`/portal/records/${id}`);
    expect(words).toMatch(
      /Registered by Northwind Energy.*Changed by Northwind Energy.*Ended by Northwind Energy/,
    );
  });
});

describe('other people’s records', () => {
  test('are the same 404 as records that never were, on every page', async () => {
    const home = await verified();
    const neighbour = await verified();
    await registerConsent(neighbour);
    const theirs = await signIn(neighbour);
    const [id = ''] = recordIds(await openRecords(theirs));
    const browser = await signIn(home);
    for (const page of ['', '/withdraw', '/withdrawn']) {
      const foreign = await browser.open(`/portal/records/${id}${page}`);
      const never = await browser.open(`/portal/records/000000000000000000000000${page}`);
      expect(foreign.status).toBe(404);
      expect(never.status).toBe(404);
      expect(foreign.words.replaceAll(id, '')).toBe(
        never.words.replaceAll('000000000000000000000000', ''),
      );
    }
  });

  test('are withdrawn by nobody else, by id or by key', async () => {
    const home = await verified();
    const neighbour = await verified();
    const ak = await registerConsent(neighbour);
    const [id = ''] = recordIds(await openRecords(await signIn(neighbour)));
    const browser = await signIn(home);
    for (const name of [id, ak]) {
      const answer = await withdraw(browser, name);
      expect(answer.headers.location).toBe(`${origin}/portal/records?problem=not-found`);
    }
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('of the same meter point, but unseen for want of verification, are withdrawn by nobody', async () => {
    const home = await enrolHousehold(northwind, origin);
    const ak = await otherConsent(home);
    const owner = await verified(home.mpxn);
    const page = await openRecords(await signIn(owner));
    const [id = ''] = recordIds(page);
    expect(mayWithdraw(page, id)).toBe(true);
    await withdraw(await signIn(home), id);
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('are out of reach at once when the own record is anonymised', async () => {
    const home = await verified();
    await otherConsent(home);
    const browser = await signIn(home);
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
    await northwind.call('DELETE', `/v1/identity-records/${home.ir}`);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });
});

describe('withdrawing', () => {
  test('ends a consent at once, in two steps, with a receipt on screen and by mail', async () => {
    const home = await verified();
    const ak = await registerConsent(home);
    const browser = await signIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    const first = await browser.open(`/portal/records/${id}/withdraw`);
    expect(first.words).toContain('Stop sharing with Northwind Energy');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
    const done = await withdraw(browser, id);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    const receipt = await browser.open(done.headers.location ?? '');
    const reference = /\b[0-9A-F]{4} [0-9A-F]{4}\b/.exec(receipt.words)?.[0] ?? 'none';
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isReceipt });
    expect(mail.text).toContain(reference);
    expect((await browser.open(`/portal/records/${id}`)).words).toContain(
      'Stopped on this website',
    );
  });

  test('ends another organisation’s consent too, for a verified person', async () => {
    const home = await verified();
    const ak = await otherConsent(home);
    const browser = await signIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    await withdraw(browser, id);
    expect(await stateOf(client, ak)).toBe('REVOKED');
  });

  test('twice changes nothing more and mails one receipt', { tags: 'postgres' }, async () => {
    const home = await verified();
    const ak = await registerConsent(home);
    const browser = await signIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    await Promise.all([withdraw(browser, id), withdraw(browser, id), withdraw(browser, id)]);
    await mailbox.waitForMail(home.email ?? '', { where: isReceipt });
    const { events } = await auditOf(client.admin, { ak });
    expect(events.filter(({ event_type: type }) => type === 'access-record.revoked')).toHaveLength(
      1,
    );
    expect((await mailbox.mailsTo(home.email ?? '')).filter(isReceipt)).toHaveLength(1);
  });

  test.each(['uk-legitimate-interests', 'uk-contract', 'uk-legal-obligation', 'uk-public-task'])(
    'is not for %s; the page says how to object',
    async (basis) => {
      const home = await verified();
      const ak = await registerAccess(northwind, contractBody(home.ir, basis));
      const browser = await signIn(home);
      const page = await openRecords(browser);
      const [id = ''] = recordIds(page);
      expect(mayWithdraw(page, id)).toBe(false);
      await withdraw(browser, id);
      expect(await stateOf(client, ak)).toBe('ACTIVE');
      const record = await browser.open(`/portal/records/${id}`);
      expect(record.words).toContain('If you do not agree');
      expect(record.links).toContain('https://northwind.example/contact');
    },
  );

  test('is told to the audit as the customer’s doing', async () => {
    const home = await verified();
    const ak = await registerConsent(home);
    const browser = await signIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    await withdraw(browser, id);
    const { events } = await auditOf(client.admin, { ak });
    const revoked = events.find(({ event_type: type }) => type === 'access-record.revoked');
    expect(revoked).not.toHaveProperty('account_id');
    expect(revoked).toMatchObject({
      detail: { reason: null, by: 'customer' },
    });
  });
});

describe('the way back', () => {
  const linkTo = (home: EnrolledHousehold, returnUrl: string) =>
    `/portal?ir=${home.ir}&return=${encodeURIComponent(returnUrl)}`;

  test('shows when the organisation of a record has registered it, and carries the withdrawal', async () => {
    const home = await verified();
    const ak = await registerConsent(home);
    const browser = await signIn(home, linkTo(home, RETURN_URL));
    const page = await openRecords(browser);
    expect(page.links).toContain(RETURN_URL);
    const [id = ''] = recordIds(page);
    const done = await withdraw(browser, id);
    const receipt = await browser.open(done.headers.location ?? '');
    expect(receipt.links).toContain(`${RETURN_URL}?dar-action=withdrawn&ak=${ak}`);
  });

  test('is ignored when nobody has registered it', async () => {
    const home = await verified();
    await registerConsent(home);
    for (const target of ['https://evil.example/', `${RETURN_URL}/x`, 'javascript:alert(1)']) {
      const browser = await signIn(home, linkTo(home, target));
      const page = await openRecords(browser);
      expect(page.text).not.toContain('evil.example');
      expect(page.links.some((link) => link.startsWith('javascript:'))).toBe(false);
      expect(page.links).not.toContain(`${RETURN_URL}/x`);
    }
  });

  test('carries no access key of another organisation', async () => {
    const home = await verified();
    const ak = await otherConsent(home);
    const browser = await signIn(home, linkTo(home, RETURN_URL));
    const [id = ''] = recordIds(await openRecords(browser));
    const done = await withdraw(browser, id);
    const receipt = await browser.open(done.headers.location ?? '');
    expect(receipt.text).not.toContain(ak);
  });
});

describe('tenancy', () => {
  test('a former occupant sees nothing newer, and can end what is not of their own no more', async () => {
    const former = await verified(undefined, '2020-05-01');
    const partner = await createHousehold(northwind, {
      mpxn: former.mpxn,
      moveInDate: '2020-05-01',
    });
    const old = await registerAccess(
      northwind,
      changed(consentBody(partner.ir), ['access-event.registered-at', '2021-01-01T00:00:00Z']),
    );
    await reportTenancy(dcc, former.mpxn, '2024-02-01');
    const next = await verified(former.mpxn, '2024-02-01');
    await registerAccess(
      northwind,
      changed(contractBody(next.ir), ['access-event.registered-at', '2025-01-01T00:00:00Z']),
    );
    await reportSighting(dcc, former.mpxn);
    const browser = await signIn(former);
    const page = await openRecords(browser);
    const ids = recordIds(page);
    expect(ids).toHaveLength(1);
    expect(page.words).not.toContain('Unknown Power');
    expect(page.words).toContain('You have moved out since');
    await withdraw(browser, ids[0] ?? '');
    expect(await stateOf(client, old)).toBe('ACTIVE');
    // The next occupant inherits what runs, may end it, and still sees it afterwards.
    const theirs = await signIn(next);
    const seen = recordIds(await openRecords(theirs));
    expect(seen).toContain(ids[0]);
    await withdraw(theirs, ids[0] ?? '');
    expect(await stateOf(client, old)).toBe('REVOKED');
    expect(recordIds(await openRecords(theirs))).toContain(ids[0]);
    const newer = seen.find((id) => id !== ids[0]) ?? '';
    expect((await browser.open(`/portal/records/${newer}`)).status).toBe(404);
  });

  test('a change that the DCC took back ended nobody’s time', async () => {
    const there = await verified(undefined, '2020-05-01');
    await reportTenancy(dcc, there.mpxn, '2024-02-01');
    const { ir } = await createHousehold(northwind, { mpxn: there.mpxn, moveInDate: '2024-02-01' });
    await registerAccess(northwind, contractBody(ir));
    const browser = await signIn(there);
    const ended = await openRecords(browser);
    expect(ended.words).toContain('You have moved out since');
    expect(recordIds(ended)).toEqual([]);
    await withdrawTenancy(dcc, there.mpxn, '2024-02-01');
    const page = await openRecords(browser);
    expect(page.words).not.toContain('You have moved out since');
    expect(recordIds(page)).toHaveLength(1);
  });

  test('of two reports of one day the other stands when one is taken back', async () => {
    const there = await verified(undefined, '2020-05-01');
    await reportTenancy(dcc, there.mpxn, '2024-02-01', 'COT-1');
    await reportTenancy(dcc, there.mpxn, '2024-02-01', 'COT-2');
    await withdrawTenancy(dcc, there.mpxn, '2024-02-01', 'COT-1');
    const browser = await signIn(there);
    expect((await openRecords(browser)).words).toContain('You have moved out since');
    await withdrawTenancy(dcc, there.mpxn, '2024-02-01', 'COT-2');
    expect((await openRecords(browser)).words).not.toContain('You have moved out since');
  });

  test('a former occupant does not see what the next one or an organisation did later', async () => {
    const former = await verified(undefined, '2020-05-01');
    const registered = ['access-event.registered-at', '2021-01-01T00:00:00Z'] as const;
    const consent = await registerAccess(northwind, changed(consentBody(former.ir), registered));
    const contract = changed(contractBody(former.ir), registered);
    const ak = await registerAccess(northwind, contract);
    await reportSighting(dcc, former.mpxn, {
      'first-seen': '2024-01-01',
      'last-seen': '2024-06-30',
    });
    await reportTenancy(dcc, former.mpxn, '2024-02-01');
    const theirs = await signIn(await verified(former.mpxn, '2024-02-01'));
    const inherited = await openRecords(theirs);
    const withdrawn = recordIds(inherited).find((id) => mayWithdraw(inherited, id)) ?? '';
    await withdraw(theirs, withdrawn);
    expect(await stateOf(client, consent)).toBe('REVOKED');
    const replaced = changed(contract, ['processing.purpose', 'What began for the next household']);
    expect((await northwind.call('PUT', `/v1/access-records/${ak}`, replaced)).status).toBe(200);
    await revoke(northwind, ak);

    const browser = await signIn(former);
    const list = await openRecords(browser);
    expect(list.words).toContain('Could use your data when you moved out');
    expect(list.words).toContain('from 1 January 2024 to 31 January 2024');
    for (const id of recordIds(list)) {
      const { words } = await browser.open(`/portal/records/${id}`);
      expect(words).toMatch(/(Registered|Reported) by/);
      expect(words).not.toMatch(/Stopped|Changed|Ended|June|next household/);
    }
    expect(recordIds(list)).toHaveLength(3);
    expect((await browser.open('/portal/download/json')).text).not.toMatch(
      /withdrawn-here|REVOKED|next household/,
    );
    const receipt = await browser.open(`/portal/records/${withdrawn}/withdrawn`);
    expect(receipt.headers.location).toContain(`/portal/records/${withdrawn}`);
    // Who lives there now sees it all.
    const page = await theirs.open(`/portal/records/${withdrawn}`);
    expect(page.words).toContain('Stopped on this website');
  });

  test('a next occupant does not see what had ended before', async () => {
    const former = await verified(undefined, '2020-05-01');
    const ended = changed(
      consentBody(former.ir),
      ['access-event.registered-at', '2021-01-01T00:00:00Z'],
      ['access-event.expiry', '2022-01-01T00:00:00Z'],
      ['access-event.state', 'EXPIRED'],
    );
    await registerAccess(northwind, ended);
    await reportTenancy(dcc, former.mpxn, '2024-02-01');
    const next = await verified(former.mpxn, '2024-02-01');
    expect(recordIds(await openRecords(await signIn(next)))).toEqual([]);
    expect(recordIds(await openRecords(await signIn(former)))).toHaveLength(1);
  });

  test('who is yet to move in sees and ends what they gave, and nothing of whoever lives there', async () => {
    const there = await verified();
    await registerConsent(there);
    await otherConsent(there);
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const moving = await verified(there.mpxn, inAMonth);
    const own = await registerConsent(moving);
    const browser = await signIn(moving);
    const page = await openRecords(browser);
    const ids = recordIds(page);
    expect(ids).toHaveLength(1);
    expect(page.words).not.toContain('Brightmeter');
    expect(page.words).not.toContain('Who looked at this list');
    // Their own code comes by a mail that was asked for later: nobody was told of an opening.
    await signInByMail(new CustomerBrowser(origin), mailbox, there.email ?? '');
    expect((await mailbox.mailsTo(there.email ?? '')).filter(isOpenedMail)).toEqual([]);
    await withdraw(browser, ids[0] ?? '');
    expect(await stateOf(client, own)).toBe('REVOKED');
  });

  test('a verified stay does not widen one that nobody verified', async () => {
    const former = await verified(undefined, '2020-05-01');
    const { mpxn } = former;
    const ended = changed(
      consentBody(former.ir),
      ['access-event.registered-at', '2021-01-01T00:00:00Z'],
      ['access-event.expiry', '2022-01-01T00:00:00Z'],
      ['access-event.state', 'EXPIRED'],
    );
    await registerAccess(northwind, ended);
    await reportTenancy(dcc, mpxn, '2024-02-01');
    const email = randomEmail();
    const home = await createHousehold(northwind, {
      mpxn,
      email,
      moveInDate: '2024-02-01',
      fields: VERIFIED,
    });
    await registerConsent(home);
    // An organisation that checked nothing claims an earlier date for the same address.
    await createHousehold(brightmeter, { mpxn, email, moveInDate: '2019-01-01' });
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, email);
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
  });
});

describe('the first opening of a meter point', () => {
  test('is told to all whose own time runs, whoever moved in last, and to nobody from before', async () => {
    const former = await createHousehold(northwind, { fields: VERIFIED });
    const { mpxn } = former;
    await reportTenancy(dcc, mpxn, '2025-01-01');
    const partner = await createHousehold(northwind, { mpxn, moveInDate: '2025-01-01' });
    const home = await verified(mpxn, '2025-06-01');
    await signIn(home);
    await mailbox.waitForMail(partner.email ?? '', { where: isOpenedMail });
    expect((await mailbox.mailsTo(former.email ?? '')).filter(isOpenedMail)).toEqual([]);
  });

  test('by somebody who has left is told to nobody: they see their own time only', async () => {
    const former = await verified();
    const { mpxn } = former;
    await reportTenancy(dcc, mpxn, '2025-01-01');
    const occupant = await createHousehold(northwind, { mpxn, moveInDate: '2025-01-01' });
    await signIn(former);
    // Their own code comes by a mail that was asked for later.
    await signInByMail(new CustomerBrowser(origin), mailbox, occupant.email ?? '');
    expect((await mailbox.mailsTo(occupant.email ?? '')).filter(isOpenedMail)).toEqual([]);
  });

  test('is told to the other current occupants, once', async () => {
    const partner = await createHousehold(northwind, { fields: VERIFIED });
    const home = await verified(partner.mpxn);
    await signIn(home);
    const mail = await mailbox.waitForMail(partner.email ?? '', { where: isOpenedMail });
    expect(mail.text).toContain(partner.mpxn.slice(-4));
    await signIn(home);
    await signIn(home);
    const own = await mailbox.mailsTo(home.email ?? '');
    expect(own.filter(isOpenedMail)).toEqual([]);
    expect((await mailbox.mailsTo(partner.email ?? '')).filter(isOpenedMail)).toHaveLength(1);
  });
});
