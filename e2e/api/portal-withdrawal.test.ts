import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { auditOf } from './support/audit-events';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportTenancy } from './support/dcc-reports';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { openRecords, recordIds, signInByPasskey, VERIFIED, withdraw } from './support/portal';
import {
  registerAccess,
  registerConsent,
  revoke,
  stateOf,
} from '../../harness/callers/registered-access';
import { createHook } from './support/webhooks';

const { client, origin } = sharedRegister();

let receiver: WebhookReceiver;
let northwind: ApiAccount;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  northwind = await client.createAccount();
});
afterAll(() => receiver.close());

interface SignedIn {
  home: EnrolledHousehold;
  browser: CustomerBrowser;
  /** The consent's access key and its id in the portal. */
  ak: string;
  id: string;
}

/** A customer of `owner`, signed in, with one consent. */
async function withConsent(owner = northwind): Promise<SignedIn> {
  const home = await enrolHousehold(owner, origin);
  const ak = await registerConsent(home);
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  const [id = ''] = recordIds(await openRecords(browser));
  return { home, browser, ak, id };
}

const REASONS = [
  ['customer-request', 'Reason given: it was no longer wanted'],
  ['contract-ended', 'Reason given: the contract or the service had ended'],
  ['data-no-longer-required', 'Reason given: the data was no longer needed'],
  ['other', 'Reason given: another one'],
] as const;

async function downloaded(browser: CustomerBrowser) {
  const { text } = await browser.open('/portal/download/json');
  const { consent_records: records } = JSON.parse(text) as {
    consent_records: { event: { event_type: string; event_reason: string | null }[] }[];
  };
  return records[0]?.event.find(({ event_type: type }) => type === 'withdrawn-here');
}

describe('the reason of a withdrawal', () => {
  test('is one of four, of which none is chosen beforehand', async () => {
    const { browser, id } = await withConsent();
    const { text } = await browser.open(`/portal/records/${id}/withdraw`);
    const radios = text.match(/<input[^>]*type="radio"[^>]*>/g) ?? [];
    expect(radios.map((radio) => /value="([^"]*)"/.exec(radio)?.[1])).toEqual(
      REASONS.map(([reason]) => reason),
    );
    expect(radios.filter((radio) => radio.includes('checked'))).toEqual([]);
    expect(text).toMatch(/<fieldset[^>]*>\s*<legend/);
  });

  test.each(REASONS)('%s reaches the organisation, the history and the file', async (...given) => {
    const [reason, words] = given;
    const owner = await client.createAccount();
    const endpoint = receiver.endpoint();
    await createHook(owner, endpoint.url, { 'event-types': ['consent.withdrawal'] });
    const { browser, ak, id } = await withConsent(owner);
    const done = await withdraw(browser, id, { reason });
    expect(done.headers.location).toBe(`${origin}/portal/records/${id}/withdrawn`);
    const { event } = await endpoint.waitFor(1);
    expect(event.payload).toMatchObject({ ak, reason });
    expect((await browser.open(`/portal/records/${id}`)).words).toContain(words);
    expect(await downloaded(browser)).toMatchObject({ event_reason: reason });
    const { events } = await auditOf(client.admin, { ak, event_type: 'access-record.revoked' });
    expect(events).toMatchObject([{ detail: { reason, by: 'customer' } }]);
  });

  test.each([
    ['nothing is chosen', {}],
    ['an empty choice is sent', { reason: '' }],
  ])('is null where %s', async (_what, fields) => {
    const owner = await client.createAccount();
    const endpoint = receiver.endpoint();
    await createHook(owner, endpoint.url, { 'event-types': ['consent.withdrawal'] });
    const { browser, ak, id } = await withConsent(owner);
    await withdraw(browser, id, fields);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    const { event } = await endpoint.waitFor(1);
    expect(event.payload).toMatchObject({ ak, reason: null });
    expect((await browser.open(`/portal/records/${id}`)).words).not.toContain('Reason given');
    expect(await downloaded(browser)).toMatchObject({ event_reason: null });
    const { events } = await auditOf(client.admin, { ak, event_type: 'access-record.revoked' });
    expect(events).toMatchObject([{ detail: { reason: null, by: 'customer' } }]);
  });

  test.each(['lia-lapsed', 'statutory-authority-lapsed', 'boredom', 'Customer-Request'])(
    'is not %s: the page says so at the question, and nothing is withdrawn',
    async (reason) => {
      const { browser, ak, id } = await withConsent();
      const refused = await withdraw(browser, id, { reason });
      expect(refused.headers.location).toBe(
        `${origin}/portal/records/${id}/withdraw?problem=reason`,
      );
      expect(await stateOf(client, ak)).toBe('ACTIVE');
      const page = await browser.open(refused.headers.location ?? '');
      expect(page.words).toContain('Please choose one of these reasons, or none.');
      const described = /<fieldset[^>]*aria-describedby="([^"]*)"/.exec(page.text)?.[1] ?? 'none';
      expect(described.split(' ')).toContain('reason-error');
      expect(page.text).toContain('id="reason-error"');
    },
  );

  test('that an organisation gave stands in the history too, and one that it did not give does not', async () => {
    const { browser, ak, id } = await withConsent();
    await revoke(northwind, ak, '?reason=contract-ended');
    const given = await browser.open(`/portal/records/${id}`);
    expect(given.words).toMatch(
      /Ended by Northwind Energy.*Reason given: the contract or the service had ended/,
    );
    const none = await withConsent();
    await revoke(northwind, none.ak);
    const { words } = await none.browser.open(`/portal/records/${none.id}`);
    expect(words).toContain('Ended by Northwind Energy');
    expect(words).not.toContain('Reason given');
  });
});

describe('withdrawing what is no longer there to withdraw', () => {
  const ENDED = /This permission had already ended, on \d+ \w+ 20\d\d.*Nothing has changed now\./;

  test('says that it had ended before, and when', async () => {
    const { browser, ak, id } = await withConsent();
    await browser.open(`/portal/records/${id}/withdraw`);
    await revoke(northwind, ak, '?reason=contract-ended');
    for (const answer of [
      await withdraw(browser, id),
      await browser.open(`/portal/records/${id}/withdraw`),
    ]) {
      const location = answer.headers.location ?? '';
      expect(location).toContain(`/portal/records/${id}?problem=not-withdrawn`);
      const page = await browser.open(location);
      expect(page.words).toMatch(ENDED);
      expect(page.words).toContain('Ended by Northwind Energy');
    }
  });

  test('says so of one whose end date has passed', async () => {
    const home = await enrolHousehold(northwind, origin);
    const past = ['access-event.expiry', '2026-02-01T00:00:00Z'] as const;
    const state = ['access-event.state', 'EXPIRED'] as const;
    await registerAccess(northwind, changed(consentBody(home.ir), past, state));
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const [id = ''] = recordIds(await openRecords(browser));
    const page = await browser.open((await withdraw(browser, id)).headers.location ?? '');
    expect(page.words).toMatch(ENDED);
    expect(page.words).toContain('1 February 2026');
  });

  test('says that it cannot be done here where the permission is not of the customer’s own time', async () => {
    const dcc = await client.createAccount({ role: 'dcc' });
    const former = await enrolHousehold(northwind, origin, {
      moveInDate: '2020-05-01',
      fields: VERIFIED,
    });
    const other = await enrolHousehold(northwind, origin, {
      mpxn: former.mpxn,
      moveInDate: '2020-05-01',
      isAnother: true,
    });
    const since = ['access-event.registered-at', '2021-01-01T00:00:00Z'] as const;
    const ak = await registerAccess(northwind, changed(consentBody(other.ir), since));
    await reportTenancy(dcc, former.mpxn, '2024-02-01');
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, former.device);
    const [id = ''] = recordIds(await openRecords(browser));
    const answer = await withdraw(browser, id);
    const page = await browser.open(answer.headers.location ?? '');
    expect(page.words).toContain('This cannot be stopped here. Nothing has changed.');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('says in the list that a permission is none that the customer sees', async () => {
    const { browser } = await withConsent();
    const neighbour = await withConsent();
    const answer = await withdraw(browser, neighbour.id);
    const page = await browser.open(answer.headers.location ?? '');
    expect(page.words).toContain(
      'We could not find that permission in your list. Nothing has changed.',
    );
    expect(await stateOf(client, neighbour.ak)).toBe('ACTIVE');
  });

  test('is never said of a permission that runs, whatever an address asks for', async () => {
    const { browser, id } = await withConsent();
    const page = await browser.open(`/portal/records/${id}?problem=not-withdrawn`);
    expect(page.words).not.toContain('Nothing has changed');
    expect(page.words).toContain('You can stop this');
  });
});
