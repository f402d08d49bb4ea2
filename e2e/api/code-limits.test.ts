import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { askForCode } from './support/email-proof';
import { createHousehold, randomEmail } from '../../harness/callers/household';
import { codeIn, otherCode } from '../../harness/callers/mailed';
import { fieldsOf, stepOf } from '../../harness/callers/passkey-page';
import { isSignInMail } from './support/portal';
import { startAcross } from '../../harness/callers/reidentification';

const DAY = 86_400_000;

/** At the limits of the contract, behind one proxy, so that a test comes from addresses of its own. */
let register: OwnRegister;
let mail: FakeResend;
let mailbox: Mailbox;
let creator: ApiAccount;
let asker: ApiAccount;

beforeAll(async () => {
  mail = await startFakeResend();
  mailbox = openMailbox(mail.url);
  register = await startOwnRegister({
    name: 'code-limits',
    env: { RATE_LIMIT_SCALE: '1', TRUSTED_PROXY_HOPS: '1', ...mail.env },
  });
  creator = await register.client.createAccount();
  asker = await register.client.createAccount();
});
afterAll(async () => {
  await register.stop();
  await mail.close();
});

const from = (address: string) => ({ 'x-forwarded-for': address });

/** A browser that waits for the code of a sign-in, and what it types from an address. */
async function portalGuesser(email: string, askingFrom: string) {
  const browser = new CustomerBrowser(register.origin);
  await browser.open('/portal/sign-in');
  await browser.press('/portal/sign-in/email', { email }, from(askingFrom));
  return async (code: string, address: string) => {
    const answer = await browser.press('/portal/sign-in/check-code', { code }, from(address));
    const location = answer.headers.location ?? '';
    if (location.includes('/portal/records')) return 'signed in';
    return location.includes('paused') ? 'paused' : 'wrong';
  };
}

const networks = [
  { name: 'an IPv4 /24', inside: (host: number) => `203.0.113.${host}`, outside: '203.0.114.1' },
  {
    name: 'an IPv6 /48',
    inside: (host: number) => `2001:db8:77:${host.toString(16)}::1`,
    outside: '2001:db8:78::1',
  },
];

describe.each(networks)('wrong codes from $name', ({ inside, outside }) => {
  test('are fifty a day, over all addresses; a right one counts for nothing', async () => {
    const home = await createHousehold(creator);
    const email = home.email ?? '';
    const answers: string[] = [];
    for (let guesser = 1; guesser <= 10; guesser += 1) {
      const type = await portalGuesser(randomEmail(), inside(guesser));
      const tries = guesser === 10 ? 4 : 5;
      for (let one = 0; one < tries; one += 1) {
        answers.push(await type('000000', inside(100 + guesser * 5 + one)));
      }
    }
    expect(answers).toEqual(Array<string>(49).fill('wrong'));

    const customer = await portalGuesser(email, inside(1));
    const code = codeIn(await mailbox.waitForMail(email, { where: isSignInMail }));
    expect(await customer(code, inside(1))).toBe('signed in');
    const next = await portalGuesser(email, inside(2));
    const second = await mailbox.waitForMail(email, { where: isSignInMail, count: 2 });
    expect(await next(otherCode(codeIn(second)), inside(2))).toBe('wrong');
    expect(await next(codeIn(second), inside(3))).toBe('paused');

    // A code of a passkey page is paused there as well, and says so.
    const household = await createHousehold(creator);
    const { page } = await startAcross(asker, household.mpxn, { method: 'passkey-register' });
    const browser = new CustomerBrowser(register.origin);
    const sent = await askForCode(browser, mailbox, page, household.email ?? '');
    const type = (address: string) =>
      browser.press(
        '/passkey/code',
        { ...fieldsOf(page), code: codeIn(sent) },
        { 'x-forwarded-for': address },
      );
    await type(inside(4));
    const paused = await browser.open(page, from(inside(4)));
    expect(paused.words).toContain('or from your network');
    expect(paused.actions).not.toContain('/passkey/code');

    // Elsewhere the same codes are taken.
    expect(await next(codeIn(second), outside)).toBe('signed in');
    await type(outside);
    expect(stepOf(await browser.open(page, from(outside)))).toBe('enrol');
  });

  test(
    'are counted anew a day later, those of a passkey page among them, also all at once',
    { tags: 'postgres' },
    async () => {
      await register.clock.advance(DAY);
      for (const account of [creator, asker, register.client.admin]) account.forgetToken();
      const guess = async (index: number) => {
        const household = await createHousehold(creator);
        const { page } = await startAcross(asker, household.mpxn, { method: 'passkey-register' });
        const browser = new CustomerBrowser(register.origin);
        const sent = await askForCode(browser, mailbox, page, household.email ?? '');
        const wrong = { ...fieldsOf(page), code: otherCode(codeIn(sent)) };
        await Promise.all(
          Array.from({ length: 4 }, () =>
            browser.press('/passkey/code', wrong, from(inside(index + 1))),
          ),
        );
        return (await browser.open(page, from(outside))).words;
      };
      const pages = await Promise.all(Array.from({ length: 12 }, (_, index) => guess(index)));
      // Forty-eight were wrong ones, each counted by its page.
      for (const words of pages) expect(words).toContain('1 try left');
      const last = await portalGuesser(randomEmail(), inside(20));
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => last('000000', inside(21))),
      );
      expect(answers.toSorted()).toEqual(['paused', 'paused', 'wrong', 'wrong']);
    },
  );
});
