import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerClient, type ApiAccount } from '../../harness/api-client';
import { startOwnRegister } from '../../harness/api-context';
import type { RunningRegister } from '../../harness/start-register';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, randomEmail, randomMpxn } from '../../harness/callers/household';
import { typePortalCode } from './support/portal';

let register: RunningRegister;
let northwind: ApiAccount;
beforeAll(async () => {
  // Behind one proxy, so that a test can come from an address of its own.
  const env = { TRUSTED_PROXY_HOPS: '1' };
  register = await startOwnRegister({ name: 'portal-limits', env });
  northwind = await registerClient(register.origin, register.admin).createAccount();
});
afterAll(() => register.stop());

const from = (address: string) => ({ 'x-forwarded-for': address });

test('look-ups are 20 an hour for an address, and another address is not meant', async () => {
  const browser = new CustomerBrowser(register.origin);
  await browser.open('/portal/sign-in');
  const type = (address: string) =>
    browser.press('/portal/sign-in/meter-point', { mpxn: randomMpxn() }, from(address));
  for (let look = 0; look < 20; look += 1) {
    expect((await type('192.0.2.1')).headers.location).not.toContain('problem');
  }
  expect((await type('192.0.2.1')).headers.location).toContain('problem=limit');
  expect((await type('192.0.2.2')).headers.location).not.toContain('problem');
  await register.clock.advance(61 * 60_000);
  expect((await type('192.0.2.1')).headers.location).not.toContain('problem');
});

test('codes are 20 a day for whom they name, known or not, in whatever browsers', async () => {
  const home = await createHousehold(northwind);
  for (const [index, email] of [home.email ?? '', randomEmail()].entries()) {
    const answers: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const browser = new CustomerBrowser(register.origin);
      await browser.open('/portal/sign-in');
      await browser.press('/portal/sign-in/email', { email }, from(`198.51.100.${index + 1}`));
      for (let tries = 0; tries < 5; tries += 1) {
        const answer = await typePortalCode(browser, '000000');
        answers.push(answer.headers.location?.includes('paused') ? 'paused' : 'wrong');
      }
    }
    expect(answers).toEqual([
      ...Array<string>(20).fill('wrong'),
      ...Array<string>(5).fill('paused'),
    ]);
  }
});
