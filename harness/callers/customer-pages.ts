import type { ApiAccount } from '../api-client';
import type { Mailbox } from '../mailbox';
import { CustomerBrowser } from './customer-browser';
import { enrolHousehold, type EnrolledHousehold } from './enrolled-household';
import { createHousehold } from './household';
import { linkIn } from './mailed';
import { answerOptions, withWay } from './passkey-page';
import { proposedConsent } from './proposal';
import { registerConsent } from './registered-access';
import { startOwn } from './reidentification';

/** A page as a customer comes to it, with the cookies of whoever does. */
export interface CustomerPage {
  name: string;
  /** Absolute, or a path. */
  address: string;
  browser: CustomerBrowser;
  /** What is pressed there: the one call for a passkey, forms, or nothing. */
  kind: 'passkey' | 'form' | 'ending';
}

interface Ground {
  origin: string;
  owner: ApiAccount;
  mailbox: Mailbox;
}

async function ceremonyPages({ origin, owner }: Ground, home: EnrolledHousehold) {
  const browser = new CustomerBrowser(origin);
  const enrol = await startOwn(await createHousehold(owner), { method: 'passkey-register' });
  const assert = await startOwn(home, { method: 'passkey-assert' });
  const permission = await startOwn(home, {
    method: 'passkey-assert',
    'proposed-access': proposedConsent(),
  });
  const page = (name: string, address: string, kind: CustomerPage['kind'] = 'passkey') => ({
    name,
    address,
    browser,
    kind,
  });
  return [
    page('making a passkey', enrol.page),
    page('using a passkey', assert.page),
    page('a permission by passkey', permission.page),
    page('asking for a mail instead', withWay(assert.page, 'mail'), 'form'),
  ];
}

async function linkPages({ origin, owner, mailbox }: Ground): Promise<CustomerPage[]> {
  const mailedLink = async () => {
    const home = await createHousehold(owner);
    await startOwn(home, { method: 'magic-link' });
    return linkIn(await mailbox.waitForMail(home.email ?? ''));
  };
  const open = new CustomerBrowser(origin);
  const ended = new CustomerBrowser(origin);
  const used = await mailedLink();
  await ended.open(used);
  await ended.press(`${new URL(used).pathname}/confirm`);
  return [
    { name: 'a mailed link', address: await mailedLink(), browser: open, kind: 'form' },
    { name: 'an ending', address: '/done', browser: ended, kind: 'ending' },
  ];
}

async function portalPages({ origin }: Ground, home: EnrolledHousehold): Promise<CustomerPage[]> {
  const stranger = new CustomerBrowser(origin);
  const browser = new CustomerBrowser(origin);
  const signIn = await browser.open('/portal/sign-in');
  await browser.post('/portal/sign-in/passkey', { response: answerOptions(home.device, signIn) });
  const { links } = await browser.open('/portal/records');
  const record = links.find((link) => /^\/portal\/records\/[0-9a-f]{32}$/.test(link));
  if (record === undefined) throw new Error(`no record among: ${links.join(' ')}`);
  return [
    { name: 'the sign-in', address: '/portal/sign-in', browser: stranger, kind: 'passkey' },
    { name: 'the list of accesses', address: '/portal/records', browser, kind: 'form' },
    { name: 'one access', address: record, browser, kind: 'form' },
    { name: 'a withdrawal', address: `${record}/withdraw`, browser, kind: 'form' },
    { name: 'the passkeys', address: '/portal/passkeys', browser, kind: 'passkey' },
  ];
}

/** A page of each kind that customers see, each reached as they reach it. */
export async function openCustomerPages(ground: Ground): Promise<CustomerPage[]> {
  const home = await enrolHousehold(ground.owner, ground.origin);
  await registerConsent(home);
  return [
    ...(await ceremonyPages(ground, home)),
    ...(await linkPages(ground)),
    ...(await portalPages(ground, home)),
  ];
}
