// What each reader is told of one confirmation is read by statements of its own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import {
  enrolHousehold,
  type EnrolledHousehold,
  type EnrolledOptions,
} from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { answerOptions, usePasskey } from '../../harness/callers/passkey-page';
import { proposedConsent, proposedContract } from '../../harness/callers/proposal';
import { startAcross, startOwn } from '../../harness/callers/reidentification';
import { registerAccess, replace } from '../../harness/callers/registered-access';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { openRecords, recordIds, signInByMail, signInByPasskey, VERIFIED } from './support/portal';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let brightmeter: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount({ 'display-name': 'Northwind Energy' });
  brightmeter = await client.createAccount({ 'display-name': 'Brightmeter' });
});

const enrol = (options: EnrolledOptions = {}, owner = northwind) =>
  enrolHousehold(owner, origin, { fields: VERIFIED, ...options });

/** Somebody else who lives there too, known to another organisation, with a passkey of their own. */
const housemateOf = ({ mpxn }: EnrolledHousehold) => enrol({ mpxn, isAnother: true }, brightmeter);

const withToken = (body: JsonObject, tokenRef: string) => ({
  ...body,
  'confirmation-token': tokenRef,
});

/** A consent that the household's passkey confirmed. */
async function confirmedConsent(home: EnrolledHousehold, proposal: JsonObject | null) {
  const { tokenRef } = await confirmProposal(home, proposal);
  return registerAccess(home.owner, withToken(consentBody(home.ir), tokenRef));
}

/** The one confirmation that a browser is told, in the list, on the page and in both files. */
async function tell(browser: CustomerBrowser) {
  const list = await openRecords(browser);
  const [id = ''] = recordIds(list);
  const page = await browser.open(`/portal/records/${id}`);
  const { text: csv } = await browser.open('/portal/download/csv');
  const json = JSON.parse((await browser.open('/portal/download/json')).text) as {
    consent_records: { customer_confirmation: JsonObject | null }[];
  };
  const [record] = json.consent_records;
  return { list: list.words, page: page.words, csv, json: record?.customer_confirmation ?? null };
}

async function byPasskey({ device }: Pick<EnrolledHousehold, 'device'>) {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  return tell(browser);
}

async function byMail({ email }: Pick<EnrolledHousehold, 'email'>) {
  const browser = new CustomerBrowser(origin);
  await signInByMail(browser, mailbox, email ?? '');
  return tell(browser);
}

type Told = Awaited<ReturnType<typeof tell>>;

function expectEverywhere({ list, page, csv }: Told, sentence: RegExp | string): void {
  for (const text of [list, page, csv]) expect(text).toMatch(sentence);
}

/** What a housemate may never read of what somebody else did. */
const OWN_WORDS = /\byou (allowed|confirmed|gave)\b/i;

describe('a consent whose proposal was shown', () => {
  test('is "you allowed" to the holder who pressed, with when and through whom the passkey came', async () => {
    const home = await enrol();
    await confirmedConsent(home, proposedConsent());
    const told = await byPasskey(home);
    expectEverywhere(told, /You allowed this with your passkey on \d+ \w+ \d{4} at \d\d:\d\d\./);
    const stored = /That passkey was first stored on \d+ \w+ \d{4}, through Northwind Energy\./;
    expect(told.page).toMatch(stored);
    expect(told.csv).toMatch(stored);
    expect(told.list).not.toContain('first stored');
    expect(told.list).toContain('You gave permission');
    expect(told.json).toMatchObject({
      ...{ what: 'allowed', who: 'you', method: 'passkey-assert', assurance: 'proven' },
      first_stored: { through: 'Northwind Energy' },
    });
    expect(told.json?.proposal_digest).toMatch(/^[\w-]{43}$/);
  });

  test('is somebody else’s to a housemate, who reads nothing of themselves', async () => {
    const home = await enrol();
    const housemate = await housemateOf(home);
    await confirmedConsent(home, proposedConsent());
    for (const told of [await byPasskey(housemate), await byMail(housemate)]) {
      expectEverywhere(told, /Somebody else at this address allowed this on .*, with a passkey\./);
      for (const text of [told.list, told.page, told.csv]) expect(text).not.toMatch(OWN_WORDS);
      expect(told.list).toContain('A permission');
      expect(told.json).toMatchObject({ what: 'allowed', who: 'somebody-else' });
    }
  });

  test('does not tell a housemate of another organisation that the presser’s passkey came from', async () => {
    const viewer = await enrol();
    const home = await enrol({ mpxn: viewer.mpxn, isAnother: true }, brightmeter);
    const started = await startAcross(northwind, home.mpxn, {
      method: 'passkey-assert',
      'proposed-access': proposedConsent(),
    });
    await usePasskey(home.browser, home.device, started.page);
    const token = { 'reidentification-token': started.tokenRef };
    await registerAccess(northwind, { ...consentBody(), ...token });
    expect((await byPasskey(home)).page).toContain('through Brightmeter.');
    const told = await byPasskey(viewer);
    expect(told.page).toContain('through another organisation.');
  });

  test('says of a passkey that was added in the portal that it came through no organisation', async () => {
    const home = await enrol();
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, home.device);
    const device = new SoftwareAuthenticator({ origin });
    const response = answerOptions(device, await browser.open('/portal/passkeys'));
    expect((await browser.post('/portal/passkeys/add', { response })).status).toBe(200);
    await confirmedConsent({ ...home, device }, proposedConsent());
    const told = await byPasskey({ device });
    const stored =
      /That passkey was first stored on \d+ \w+ \d{4}, by somebody who was signed in here\./;
    expect(told.page).toMatch(stored);
    expect(told.csv).toMatch(stored);
    expect(told.json).toMatchObject({
      who: 'you',
      first_stored: { through: null, in_portal: true },
    });
    expect((await byPasskey(home)).json).toMatchObject({ who: 'you' });
  });

  test('cannot be told of by the mailbox of the same person', async () => {
    const home = await enrol();
    await confirmedConsent(home, proposedConsent());
    const told = await byMail(home);
    expectEverywhere(told, /Allowed on .*, with a passkey\. It is not the passkey of this sign-in/);
    expect(told.page).not.toMatch(OWN_WORDS);
  });

  test('says of a mailed link that who pressed cannot be told, and where its address came from', async () => {
    const home = await enrol();
    const fields = { method: 'magic-link', 'proposed-access': proposedConsent() };
    const { tokenRef } = await startOwn(home, fields);
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isMagicLinkMail });
    await new CustomerBrowser(origin).press(`${linkIn(mail)}/confirm`);
    await registerAccess(northwind, withToken(consentBody(home.ir), tokenRef));
    for (const told of [await byMail(home), await byPasskey(home)]) {
      expectEverywhere(
        told,
        /Allowed on .*, by a link or code in an email\. Who used it cannot be told\./,
      );
      expect(told.page).toMatch(/The address of that email was first stored on .*Northwind Energy/);
      expect(told.page).not.toMatch(OWN_WORDS);
    }
  });

  test('is of somebody acting for them where the organisation named a representative', async () => {
    const named = { ...VERIFIED, 'expressed-by': 'authorised-representative' };
    const home = await enrol({ fields: named });
    const housemate = await housemateOf(home);
    await confirmedConsent(home, proposedConsent());
    expectEverywhere(await byMail(home), /Somebody acting for you allowed this on/);
    const told = await byPasskey(housemate);
    expectEverywhere(told, /Somebody acting for another person at this address allowed this/);
  });

  test('with a new passkey that nobody had checked says so, also once it counts', async () => {
    const home = await createHousehold(brightmeter, { email: null, fields: VERIFIED });
    const device = new SoftwareAuthenticator({ origin });
    const browser = new CustomerBrowser(origin);
    const started = await startAcross(northwind, home.mpxn, {
      method: 'passkey-register',
      'proposed-access': proposedConsent(),
    });
    await usePasskey(browser, device, started.page);
    await usePasskey(browser, device, started.page);
    const token = { 'reidentification-token': started.tokenRef };
    await registerAccess(northwind, { ...consentBody(), ...token });
    // The organisation that identified the person stands beside it.
    const proof = await startOwn(home, { method: 'passkey-register' });
    await usePasskey(browser, device, proof.page);
    const told = await byPasskey({ device });
    expectEverywhere(told, /Confirmed on .* with a new passkey that nobody had checked\./);
    for (const text of [told.list, told.page, told.csv]) expect(text).not.toMatch(OWN_WORDS);
    expect(told.page).toMatch(/That passkey was first stored on .*, through Northwind Energy\./);
  });
});

test('a consent that was not shown says that, to the holder and to a housemate', async () => {
  const home = await enrol();
  const housemate = await housemateOf(home);
  await confirmedConsent(home, null);
  const own = await byPasskey(home);
  const sentence =
    /You confirmed who you are with your passkey on .*; what was registered was not shown to you here\./;
  expectEverywhere(own, sentence);
  expect(own.json).toMatchObject({ what: 'unshown', who: 'you', proposal_digest: null });
  const told = await byPasskey(housemate);
  expectEverywhere(
    told,
    /Somebody else at this address confirmed who they are on .*not shown to them/,
  );
  expect(told.page).not.toMatch(OWN_WORDS);
});

test('another basis says that permission is not needed, to the holder and to a housemate', async () => {
  const home = await enrol();
  const housemate = await housemateOf(home);
  const { tokenRef } = await confirmProposal(home, proposedContract());
  await registerAccess(northwind, withToken(contractBody(home.ir), tokenRef));
  const own = await byPasskey(home);
  expectEverywhere(
    own,
    /You confirmed who you are with your passkey on .*; your permission is not needed\./,
  );
  const told = await byPasskey(housemate);
  expectEverywhere(
    told,
    /Somebody else at this address confirmed who they are on .*a permission is not needed\./,
  );
  expect(told.page).not.toMatch(OWN_WORDS);
});

describe('what nobody confirmed', () => {
  test('is told in the organisation’s own words, as plain text', async () => {
    const home = await enrol();
    const housemate = await housemateOf(home);
    const method = 'you pressed <b>Yes</b>';
    const body = changed(consentBody(home.ir), ['access-event.consent.method', method]);
    await registerAccess(northwind, body);
    const told = await byPasskey(home);
    const sentence = `Registered by Northwind Energy; it says: “${method}”. Nobody confirmed it here.`;
    for (const text of [told.list, told.page, told.csv]) expect(text).toContain(sentence);
    expect(told.json).toBeNull();
    expect((await byPasskey(housemate)).list).toContain('A permission');
  });

  test('says that the organisation says nothing, where it does', async () => {
    const home = await enrol();
    await registerAccess(northwind, contractBody(home.ir));
    const told = await byPasskey(home);
    expectEverywhere(
      told,
      /Registered by Northwind Energy, which does not say how it came by it\./,
    );
  });
});

test('after a new confirmation who saw the former version still reads of the former one', async () => {
  const home = await enrol();
  const ak = await confirmedConsent(home, proposedConsent());
  const wide = proposedConsent({ 'data-types': ['HH-CONSUMPTION', 'HH-EXPORT'] });
  const { tokenRef } = await confirmProposal(home, wide);
  const before = (await byPasskey(home)).json;
  const body = changed(consentBody(home.ir), [
    'processing.data-types',
    ['HH-CONSUMPTION', 'HH-EXPORT'],
  ]);
  expect((await replace(northwind, ak, withToken(body, tokenRef))).status).toBe(200);
  const after = (await byPasskey(home)).json;
  expect(after).toMatchObject({ what: 'allowed', who: 'you' });
  expect(after?.proposal_digest).not.toBe(before?.proposal_digest);
});
