import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { startDemo } from '../demo/server';
import { registerClient, type ApiAccount, type RegisterClient } from './api-client';
import { startFakeResend } from './fake-resend';
import { openMailbox, type Mailbox } from './mailbox';
import { PageWatch } from './page-watch';
import { startRegister, type RunningRegister } from './start-register';
import { VirtualAuthenticator } from './virtual-authenticator';

const START_TIMEOUT_MS = 240_000;

/** Who runs the register, which in production each page says. */
const operator = {
  OPERATOR_NAME: 'Register Operator Ltd',
  OPERATOR_CONTACT: 'mailto:help@register.example',
  OPERATOR_PHONE: '029 2018 0000',
};

export interface DemoCompanies {
  /** The demo app, on `127.0.0.1`: another site than the register's `localhost`. */
  url: string;
  northwind: ApiAccount;
  brightmeter: ApiAccount;
  /** Tries to register more than was shown. */
  solara: ApiAccount;
  gridline: ApiAccount;
  voice: ApiAccount;
}

interface WorkerFixtures {
  mailServer: { url: string; env: Record<string, string> };
  register: RunningRegister;
  client: RegisterClient;
  mailbox: Mailbox;
  demo: DemoCompanies;
}

interface TestFixtures {
  /** Console errors this test provokes on purpose; everything else fails it. */
  allowedConsole: RegExp[];
  pageWatch: PageWatch;
  /** The device of `page`: a passkey made there is found there. */
  virtualAuthenticator: VirtualAuthenticator;
  /** A page of another device: own cookies, no passkey. Watched and closed like `page`. */
  openOtherDevice: () => Promise<Page>;
}

async function createDemoCompanies(client: RegisterClient): Promise<Omit<DemoCompanies, 'url'>> {
  const create = (
    id: string,
    secret: string,
    displayName: string,
    role: 'data_user' | 'data_provider' | 'portal',
  ) =>
    client.createAccount({
      'account-id': id,
      'secret-key': secret,
      'display-name': displayName,
      role,
    });
  return {
    northwind: await create(
      'northwind-energy',
      'demo-secret-northwind',
      'Northwind Energy',
      'data_user',
    ),
    brightmeter: await create('brightmeter', 'demo-secret-brightmeter', 'Brightmeter', 'data_user'),
    solara: await create('solara-homes', 'demo-secret-solara', 'Solara Homes', 'data_user'),
    gridline: await create(
      'gridline-data',
      'demo-secret-gridline',
      'Gridline Data Services',
      'data_provider',
    ),
    voice: await create('household-voice', 'demo-secret-voice', 'Household Voice', 'portal'),
  };
}

const credentials = ({ id, secret }: ApiAccount) => ({ accountId: id, secretKey: secret });

export const test = base.extend<TestFixtures, WorkerFixtures>({
  mailServer: [
    async ({}, use) => {
      const mail = await startFakeResend();
      await use(mail);
      await mail.close();
    },
    { scope: 'worker' },
  ],
  register: [
    async ({ mailServer }, use, worker) => {
      const register = await startRegister({
        name: `browser-${worker.workerIndex}`,
        // No page waits for a sweep: what is over is over at its instant.
        env: {
          ...{ RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '86400', DEMO_DATA: '0' },
          ...operator,
          ...mailServer.env,
        },
      });
      await use(register);
      await register.stop();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  client: [
    async ({ register }, use) => use(registerClient(register.listenUrl, register.admin)),
    { scope: 'worker' },
  ],
  mailbox: [async ({ mailServer }, use) => use(openMailbox(mailServer.url)), { scope: 'worker' }],
  demo: [
    async ({ register, client }, use) => {
      const accounts = await createDemoCompanies(client);
      const demo = await startDemo({
        port: 0,
        registerOrigin: register.origin,
        credentials: {
          northwind: credentials(accounts.northwind),
          brightmeter: credentials(accounts.brightmeter),
          solara: credentials(accounts.solara),
          voice: credentials(accounts.voice),
        },
      });
      await use({ url: demo.url, ...accounts });
      await demo.close();
    },
    { scope: 'worker' },
  ],
  allowedConsole: [[], { option: true }],
  pageWatch: [
    async ({ allowedConsole }, use) => {
      const watch = new PageWatch(allowedConsole);
      await use(watch);
      expect(watch.problems(), 'console errors and CSP violations').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, pageWatch }, use) => {
    pageWatch.watch(context);
    await use(context);
  },
  virtualAuthenticator: async ({ page }, use) => use(await VirtualAuthenticator.addTo(page)),
  openOtherDevice: async ({ browser, pageWatch, locale, timezoneId }, use) => {
    const pages: Page[] = [];
    await use(async () => {
      const context = await browser.newContext({ locale, timezoneId });
      pageWatch.watch(context);
      const page = await context.newPage();
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

/** WCAG 2.2 A and AA, and axe's best practices, on the page as it stands. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // The one rule of WCAG 2.2's own that axe leaves off unless asked. "Legacy" is one run in the page:
  // there are no frames of other origins, for which axe would open a second page each time. What it
  // finds well takes a third of its time to list, and nobody reads it.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

export { expect };
