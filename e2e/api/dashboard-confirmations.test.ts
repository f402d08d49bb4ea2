import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { proposedConsent } from '../../harness/callers/proposal';
import { startAcross } from '../../harness/callers/reidentification';
import { registerAccess, replace, verify } from '../../harness/callers/registered-access';
import { leadsTo, openAdmin, openDashboard } from './support/console';
import { reportTenancy } from './support/dcc-reports';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let staff: CustomerBrowser;
beforeAll(async () => {
  northwind = await client.createAccount();
  staff = await openDashboard(origin, northwind);
});

interface Confirmed {
  home: EnrolledHousehold;
  ak: string;
  digest: string;
}

/** A consent that the customer confirmed; null: without a proposal. */
async function confirmedConsent(
  proposal: JsonObject | null = proposedConsent(),
): Promise<Confirmed> {
  const home = await enrolHousehold(northwind, origin);
  const { tokenRef } = await confirmProposal(home, proposal);
  const body = { ...consentBody(home.ir), 'confirmation-token': tokenRef };
  const ak = await registerAccess(northwind, body);
  return { home, ak, digest: await digestOf(ak) };
}

async function confirmationOf(ak: string) {
  const { 'customer-confirmation': confirmation } = await verify(client, ak);
  return confirmation as JsonObject | null;
}

const digestOf = async (ak: string) => String((await confirmationOf(ak))?.['proposal-digest']);

const typed = (fields: Record<string, string> = {}): Record<string, string> => ({
  'proposed-access.purpose': 'To recommend a tariff and a heat pump',
  'proposed-access.data-types': 'HH-EXPORT',
  'proposed-access.expiry': '2099-06-30',
  method: 'passkey-assert',
  ...fields,
});

/** Fills in the form that asks the customer; the page that it leads to, and its path. */
async function ask(ak: string, fields = typed(), clerk = staff) {
  const answer = await clerk.press(`/dashboard/records/${ak}/change/start`, fields);
  const path = leadsTo(answer);
  return { path, page: await clerk.open(path) };
}

const hostedPage = ({ text }: Page) =>
  /https?:\/\/[^<"]*\/passkey\/assert\?session=pks_[^<"&]*/.exec(text)?.[0] ?? '';

const apply = async (path: string, clerk = staff) => {
  const answer = await clerk.press(`${path}/apply`);
  return clerk.open(leadsTo(answer));
};

describe('a record', () => {
  test('shows the customer’s confirmation to its owner and to the operator', async () => {
    const { ak, digest } = await confirmedConsent();
    const { browser: operator } = await openAdmin(
      origin,
      await client.createAccount({ role: 'admin' }),
    );
    for (const page of [
      await staff.open(`/dashboard/records/${ak}`),
      await operator.open(`/admin/records/${ak}`),
    ]) {
      expect(page.words).toMatch(/Customer’s confirmation Passkey, proven, \d+ \w+ \d{4}/);
      expect(page.words).toContain('Not bound to the one that was sent there');
      expect(page.words).toContain(digest);
    }
    for (const list of [
      await staff.open(`/dashboard/records?q=${ak}`),
      await operator.open(`/admin/records?q=${ak}`),
    ]) {
      expect(list.words).toContain('Shown');
    }
  });

  test('without one says so, and so does one for which nothing was shown', async () => {
    const home = await enrolHousehold(northwind, origin);
    const plain = await registerAccess(northwind, consentBody(home.ir));
    expect((await staff.open(`/dashboard/records/${plain}`)).words).toContain(
      'Customer’s confirmation None',
    );
    const { ak } = await confirmedConsent(null);
    const page = await staff.open(`/dashboard/records/${ak}`);
    expect(page.words).toContain('Nothing: they confirmed who they are');
    expect(page.links).not.toContain(`/dashboard/records/${ak}/change`);
  });
});

describe('a change of what a customer was shown', () => {
  test('is asked for from the record, confirmed by passkey, and then made', async () => {
    const { home, ak, digest } = await confirmedConsent();
    expect((await staff.open(`/dashboard/records/${ak}`)).links).toContain(
      `/dashboard/records/${ak}/change`,
    );
    const wider = changed(consentBody(home.ir), ['processing.data-types', ['HH-EXPORT']]);
    expect((await replace(northwind, ak, wider)).status).toBe(409);
    const { path, page } = await ask(ak);
    expect(page.words).toContain('Pending');
    expect(page.words).toContain('To recommend a tariff and a heat pump');
    expect(page.actions).not.toContain(`${path}/apply`);
    await usePasskey(home.browser, home.device, hostedPage(page));
    expect((await staff.open(path)).actions).toContain(`${path}/apply`);
    expect(await digestOf(ak)).toBe(digest);
    expect((await apply(path)).words).toContain('The record is what was confirmed.');
    const record = await verify(client, ak);
    expect(record.processing).toMatchObject({
      purpose: 'To recommend a tariff and a heat pump',
      'data-types': ['HH-EXPORT'],
    });
    // Midnight in London, in summer.
    expect(record['access-event'].expiry).toBe('2099-06-29T23:00:00.000Z');
    const after = await digestOf(ak);
    expect(after).not.toBe(digest);
    const done = await staff.open(path);
    expect(done.words).toContain('The record has been replaced with it.');
    expect(done.actions).not.toContain(`${path}/apply`);
  });

  test('is confirmed by a mailed link, which says what would be registered', async () => {
    const { home, ak } = await confirmedConsent();
    const { path, page } = await ask(ak, typed({ method: 'magic-link' }));
    expect(page.words).toContain('A mail goes to');
    const link = linkIn(await mailbox.waitForMail(home.email ?? '', { where: isMagicLinkMail }));
    await new CustomerBrowser(origin).press(`${link}/confirm`);
    await apply(path);
    expect(await confirmationOf(ak)).toMatchObject({ method: 'magic-link', bound: false });
  });

  test('cannot be made before it is confirmed, when it was declined, or twice', async () => {
    const { home, ak, digest } = await confirmedConsent();
    const waiting = await ask(ak);
    expect((await apply(waiting.path)).words).toContain('is not confirmed');
    await home.browser.press('/passkey/decline', {
      ...fieldsOf(hostedPage(waiting.page)),
      'declined-reason': 'refused',
    });
    expect((await staff.open(waiting.path)).actions).not.toContain(`${waiting.path}/apply`);
    await apply(waiting.path);
    expect(await digestOf(ak)).toBe(digest);
    const second = await ask(ak);
    await usePasskey(home.browser, home.device, hostedPage(second.page));
    await apply(second.path);
    expect((await apply(second.path)).words).toContain('was used already');
  });

  test('is told on its own page where the form is wrong, and asks nobody then', async () => {
    const { ak } = await confirmedConsent();
    const fields = typed({ 'proposed-access.purpose': '', 'proposed-access.expiry': '2001-01-01' });
    const { path, page } = await ask(ak, fields);
    expect(path).toBe(`/dashboard/records/${ak}/change`);
    expect(page.words).toContain('proposed-access.purpose: ');
    expect(page.words).toContain('proposed-access.expiry: has passed');
    expect(page.text).toContain('value="2001-01-01"');
  });

  test('is not made of a record that became another one meanwhile', async () => {
    const { home, ak } = await confirmedConsent();
    const { path, page } = await ask(ak);
    await usePasskey(home.browser, home.device, hostedPage(page));
    const { tokenRef } = await confirmProposal(home, proposedConsent({ notice: newerNotice }));
    const body = changed(consentBody(home.ir), ['notice', newerNotice]);
    const renewed = { ...body, 'confirmation-token': tokenRef };
    expect((await replace(northwind, ak, renewed)).status).toBe(200);
    expect((await apply(path)).words).toContain('notice: is not the one that was proposed');
  });
});

describe('a change of a record that a token linked', () => {
  let brightmeter: ApiAccount;
  let clerk: CustomerBrowser;
  beforeAll(async () => {
    brightmeter = await client.createAccount();
    clerk = await openDashboard(origin, brightmeter);
  });

  /** A consent that was confirmed by meter point: of whom, only the register knows. */
  async function linkedByToken() {
    const home = await enrolHousehold(northwind, origin);
    const fields = { method: 'passkey-assert', 'proposed-access': proposedConsent() };
    const { tokenRef, page } = await startAcross(brightmeter, home.mpxn, fields);
    await usePasskey(home.browser, home.device, page);
    const body = { ...consentBody(), 'reidentification-token': tokenRef };
    const ak = await registerAccess(brightmeter, body);
    return { home, ak, digest: await digestOf(ak) };
  }

  test('is asked of that person, without telling who they are, and then made', async () => {
    const { home, ak, digest } = await linkedByToken();
    // Somebody else who lives there now is whom their meter number would lead to.
    const housemate = await enrolHousehold(northwind, origin, { mpxn: home.mpxn, isAnother: true });
    expect((await clerk.open(`/dashboard/records/${ak}`)).links).toContain(
      `/dashboard/records/${ak}/change`,
    );
    const { path, page } = await ask(ak, typed(), clerk);
    for (const ir of [home.ir, housemate.ir]) expect(page.text).not.toContain(ir);
    const byHousemate = usePasskey(housemate.browser, housemate.device, hostedPage(page));
    await expect(byHousemate).rejects.toThrow('NotAllowedError');
    await usePasskey(home.browser, home.device, hostedPage(page));
    expect((await apply(path, clerk)).words).toContain('The record is what was confirmed.');
    const record = await verify(client, ak);
    expect(record.processing).toMatchObject({ 'data-types': ['HH-EXPORT'] });
    expect(record['record-metadata']['identity-record-ref']).toBeNull();
    expect(await digestOf(ak)).not.toBe(digest);
  });

  test('is asked of nobody once that person is no current occupant', async () => {
    const { home, ak } = await linkedByToken();
    await enrolHousehold(northwind, origin, { mpxn: home.mpxn, isAnother: true });
    const dcc = await client.createAccount({ role: 'dcc' });
    const today = new Date().toISOString().slice(0, 10);
    await reportTenancy(dcc, home.mpxn, today);
    const { path, page } = await ask(ak, typed(), clerk);
    expect(path).toBe(`/dashboard/records/${ak}/change`);
    expect(page.words).toContain('is no current occupant of the meter point');
  });

  test('is watched and made by its own account alone', async () => {
    const { home, ak } = await linkedByToken();
    const { path, page } = await ask(ak, typed(), clerk);
    await usePasskey(home.browser, home.device, hostedPage(page));
    const tokenRef = path.split('/').at(-1) ?? '';
    const own = await confirmedConsent();
    for (const foreign of [path, `/dashboard/records/${own.ak}/change/${tokenRef}`]) {
      expect((await staff.open(foreign)).status).toBe(404);
      await staff.press(`${foreign}/apply`);
    }
    expect((await verify(client, ak)).processing).toMatchObject({
      'data-types': ['HH-CONSUMPTION'],
    });
  });
});

const newerNotice = {
  'shared-notice': { 'terms-url': 'https://northwind.example/terms', 'notice-version': '2026-11' },
};
