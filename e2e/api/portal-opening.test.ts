import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import {
  createHousehold,
  randomEmail,
  randomMpxn,
  type Household,
} from '../../harness/callers/household';
import { answerOptions, usePasskey } from '../../harness/callers/passkey-page';
import { isOpenedMail, signInByMail, signInByPasskey, VERIFIED } from './support/portal';
import { startOwn } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let liar: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
  liar = await client.createAccount({ 'display-name': 'Lying Lamps' });
});

/** `customer@…` as `customer+x@…`, which most mail services put into one box. */
const tagged = (email: string) => email.replace('@', '+x@');
const shouted = (email: string) => email.replace(/^[^@]+/u, (local) => local.toUpperCase());

/** An occupant whom an organisation made up, with the evidence and the passkey that it likes. */
const invent = (mpxn: string, email: string | null) =>
  enrolHousehold(liar, origin, { mpxn, email, fields: VERIFIED, isAnother: true });

const expectOpenedMail = ({ email }: Pick<Household, 'email'>) =>
  mailbox.waitForMail(email ?? '', { where: isOpenedMail, timeoutMs: 20_000 });

async function byMail(email: string | null): Promise<void> {
  await signInByMail(new CustomerBrowser(origin), mailbox, email ?? '');
}

describe('the first opening of a meter point by a passkey silences nobody', () => {
  test.each([
    ['an address with a tag', tagged],
    ['an address in capitals', shouted],
    ['the very address', (email: string) => email],
  ])('by %s on the invented record', async (_, spell) => {
    const victim = await createHousehold(northwind);
    const { device } = await invent(victim.mpxn, spell(victim.email ?? ''));
    await signInByPasskey(new CustomerBrowser(origin), device);
    await expectOpenedMail(victim);
  });
});

describe('the first opening of a meter point by mail', () => {
  test('leaves out the very address that was proved, and nobody else', async () => {
    const home = await createHousehold(northwind, { fields: VERIFIED });
    const { mpxn, email } = home;
    await createHousehold(liar, { mpxn, email });
    const partner = await createHousehold(liar, { mpxn, email: tagged(email ?? '') });
    await byMail(email);
    await expectOpenedMail(partner);
    expect((await mailbox.mailsTo(email ?? '')).filter(isOpenedMail)).toEqual([]);
  });

  test('does not leave out the other addresses of a person whose passkey was not asked', async () => {
    const victim = await enrolHousehold(northwind, origin);
    const { mpxn, browser, device } = victim;
    const email = randomEmail();
    const shared = await createHousehold(liar, { mpxn, email, fields: VERIFIED });
    const { page } = await startOwn(shared, { method: 'passkey-register' });
    expect((await usePasskey(browser, device, page)).status).toBe(200);
    await byMail(email);
    await expectOpenedMail(victim);
  });
});

describe('who is told of an opening', () => {
  test('is one mail for each exact address: a look-alike that came first takes nobody’s', async () => {
    const email = randomEmail();
    const lookAlike = await createHousehold(liar, { email: tagged(email) });
    const { mpxn } = lookAlike;
    const victim = await createHousehold(northwind, { mpxn, email });
    await createHousehold(liar, { mpxn, email });
    await byMail((await createHousehold(northwind, { mpxn })).email);
    await expectOpenedMail(lookAlike);
    await expectOpenedMail(victim);
    expect((await mailbox.mailsTo(email)).filter(isOpenedMail)).toHaveLength(1);
  });

  test('is not crowded out by the occupants whom one organisation made up before', async () => {
    const mpxn = randomMpxn();
    for (let made = 0; made < 51; made += 1) await createHousehold(liar, { mpxn });
    const victim = await createHousehold(northwind, { mpxn });
    const { device } = await invent(mpxn, null);
    await signInByPasskey(new CustomerBrowser(origin), device);
    await expectOpenedMail(victim);
  });
});

describe('a passkey that is added', () => {
  const isAdded = ({ subject }: { subject: string }) => subject.includes('A passkey was added');

  test('is told to each exact address of its holder: a look-alike that came first takes nobody’s', async () => {
    const email = randomEmail();
    const first = await enrolHousehold(northwind, origin, { email: tagged(email) });
    const { mpxn, browser, device } = first;
    const second = await createHousehold(liar, { mpxn, email });
    const { page } = await startOwn(second, { method: 'passkey-register' });
    expect((await usePasskey(browser, device, page)).status).toBe(200);
    const portal = new CustomerBrowser(origin);
    await signInByPasskey(portal, device);
    const before = (await mailbox.mailsTo(email)).filter(isAdded).length;
    const response = answerOptions(
      new SoftwareAuthenticator({ origin }),
      await portal.open('/portal/passkeys'),
    );
    expect((await portal.post('/portal/passkeys/add', { response })).status).toBe(200);
    await mailbox.waitForMail(email, { where: isAdded, count: before + 1, timeoutMs: 20_000 });
  });
});
