import type { Page } from '@playwright/test';
import type { ApiAccount, RegisterClient } from '../../../harness/api-client';
import { test as base } from '../../../harness/browser-fixtures';
import type { Mailbox } from '../../../harness/mailbox';
import type { RunningRegister } from '../../../harness/start-register';
import { VirtualAuthenticator } from '../../../harness/virtual-authenticator';
import { wordsOf, type Language } from './catalogue';

/** A passkey device and the page it belongs to. */
export interface Device {
  page: Page;
  authenticator: VirtualAuthenticator;
}

/** One customer's browser, and the organisations that ask. */
export interface Scene extends Device {
  register: RunningRegister;
  /** The operator's: makes accounts. */
  client: RegisterClient;
  mailbox: Mailbox;
  /** Creates the Identity Records. */
  northwind: ApiAccount;
  /** Knows meter numbers only. */
  brightmeter: ApiAccount;
  /** Registered for Northwind Energy and Brightmeter each; on another site than the register. */
  returnUrls: { northwind: string; brightmeter: string };
  /** Another device: own cookies, no passkey. */
  openOtherDevice: () => Promise<Device>;
  /** What the texts name, unless a test says otherwise: a request by Northwind Energy. */
  usual: { organisation: string; host: string };
  /** A text of the pages in this scene's language. */
  words: (key: string, values?: Record<string, string>) => string;
}

/** `browser-fixtures`, and a scene made of them. */
export const test = base.extend<{ language: Language; scene: Scene }>({
  language: ['en', { option: true }],
  locale: async ({ language }, use) => use(language === 'cy' ? 'cy-GB' : 'en-GB'),
  scene: async (
    { page, virtualAuthenticator, openOtherDevice, register, client, mailbox, demo, language },
    use,
  ) => {
    const usual = { organisation: 'Northwind Energy', host: new URL(demo.url).host };
    await use({
      page,
      authenticator: virtualAuthenticator,
      register,
      client,
      mailbox,
      northwind: demo.northwind,
      brightmeter: demo.brightmeter,
      returnUrls: {
        northwind: `${demo.url}/northwind/return`,
        brightmeter: `${demo.url}/brightmeter/return`,
      },
      openOtherDevice: async () => {
        const other = await openOtherDevice();
        return { page: other, authenticator: await VirtualAuthenticator.addTo(other) };
      },
      usual,
      words: (key, values) => wordsOf(language, key, { ...usual, ...values }),
    });
    // The next test of this worker has the same register, and real time again.
    await register.clock.reset();
  },
});

export { expect, expectNoAxeViolations } from '../../../harness/browser-fixtures';
