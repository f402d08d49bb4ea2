import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoSupplier, type RunningSupplier } from '../../demo/supplier/start-demo-supplier';
import { startOwnRegister } from '../../harness/api-context';
import { startFakeResend } from '../../harness/fake-resend';
import { freePort } from '../../harness/free-port';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import { projectRoot } from '../../harness/register-process';
import type { RunningRegister } from '../../harness/start-register';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { isSignInMail, openRecords, signInByMail } from './support/portal';

interface Doors {
  doors: { email: string; mpxn: string | null }[];
}

const file = path.join(projectRoot, 'lib', 'demo-data', 'portal-doors.json');
const { doors } = JSON.parse(readFileSync(file, 'utf8')) as Doors;
const CLIENT = { id: 'register', secret: 'a-secret-of-the-demo-supplier' };

let mail: Awaited<ReturnType<typeof startFakeResend>>;
let mailbox: Mailbox;
let supplier: RunningSupplier;
let register: RunningRegister;

beforeAll(async () => {
  mail = await startFakeResend();
  mailbox = openMailbox(mail.url);
  const port = await freePort();
  register = await startOwnRegister({
    name: 'demo-portal',
    env: {
      ...mail.env,
      DEMO_DATA: '1',
      SUPPLIERS: JSON.stringify([
        {
          id: 'northwind',
          name: 'Northwind Energy',
          issuer: `http://127.0.0.1:${port}`,
          'client-id': CLIENT.id,
          'client-secret': CLIENT.secret,
          'mpxn-claim': 'meter_points',
        },
      ]),
    },
  });
  supplier = await startDemoSupplier({
    port,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    callbackUrl: `${register.origin}/portal/supplier/callback/northwind`,
  });
});
afterAll(async () => {
  await supplier.close();
  await register.stop();
  await mail.close();
});

const attribute = (html: string, pattern: RegExp) =>
  (pattern.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

/** Chooses the meter point that ends so, where there are several. */
async function choose(browser: CustomerBrowser, ending: string): Promise<void> {
  const { text } = await browser.open('/portal/choose');
  const [, after = ''] = text.split(`ending ${ending}</h2>`);
  const handle = attribute(after, /name="handle"[^>]*value="([^"]+)"/);
  await browser.press('/portal/choose/confirm', { handle });
}

async function listFor(email: string, ending: string | null): Promise<Page> {
  const browser = new CustomerBrowser(register.origin);
  await signInByMail(browser, mailbox, email);
  if (ending !== null) await choose(browser, ending);
  return openRecords(browser);
}

/** What each address that the guide prints shows, by its address. */
const shown: Record<string, [ending: string | null, words: string[]]> = {
  'ada.fairweather@example.com': [
    '0011',
    ['Northwind Energy', 'Brightmeter', 'Solara Homes', 'Severn Networks', 'The law requires it'],
  ],
  'gwen.pritchard@example.com': [null, ['Chapel Row Energy Co-operative', 'Solara Finance']],
  'isla.munro@example.com': [null, ['Seen, but not registered', 'Wattwatch Analytics']],
  'tom.okafor@example.com': [null, ['You have moved out since']],
};

describe('the customers of the demo data', () => {
  it.each(doors.map(({ email }) => email))(
    '%s sees in the portal what the guide says',
    async (email) => {
      const [ending, words] = shown[email] ?? [null, ['an address that no test expects']];
      const page = await listFor(email, ending);
      for (const word of words) expect(page.words).toContain(word);
    },
  );
});

describe('the meter number that the guide prints beside an address', () => {
  const numbered = doors.filter(({ mpxn }) => mpxn !== null);

  it.each(numbered)('$mpxn has the mail sent to $email', async ({ email, mpxn }) => {
    const count = (await mailbox.mailsTo(email)).filter(isSignInMail).length + 1;
    const browser = new CustomerBrowser(register.origin);
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/meter-point', { mpxn: mpxn ?? '' });
    await browser.press('/portal/sign-in/mail');
    await mailbox.waitForMail(email, { where: isSignInMail, count });
  });
});

describe('the demo supplier', () => {
  /** Goes to the supplier and answers its page, with the supplier's cookies to go on. */
  async function goOut(browser: CustomerBrowser) {
    await browser.open('/portal/sign-in');
    const out = await browser.press('/portal/sign-in/supplier', { supplier: 'northwind' });
    const start = attribute(out.text, /http-equiv="refresh" content="0;url=([^"]+)"/);
    const there = new CustomerBrowser(supplier.issuer);
    const { location = '' } = (await there.open(start)).headers;
    return { there, signIn: new URL(location, supplier.issuer).pathname };
  }

  it('lets in the household that the register cannot reach', async () => {
    const browser = new CustomerBrowser(register.origin);
    const { there, signIn } = await goOut(browser);
    expect((await there.open(signIn)).words).toContain('8 Mill Street');
    let answer = await there.press(signIn, { customer: 'customer-8-mill-street' });
    while (answer.headers.location?.startsWith(supplier.issuer)) {
      answer = await there.open(answer.headers.location);
    }
    await browser.open(answer.headers.location ?? '');
    const page = await openRecords(browser);
    expect(page.words).toContain('Severn Networks');
    expect(page.words).not.toContain('You have moved out since');
  });

  it('lets nobody in whom it does not know, nor in another browser', async () => {
    const { there, signIn } = await goOut(new CustomerBrowser(register.origin));
    expect((await there.press(signIn, { customer: 'customer-of-nobody' })).status).toBe(400);
    const stranger = new CustomerBrowser(supplier.issuer);
    const answer = await stranger.press(signIn, { customer: 'customer-8-mill-street' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });
});
