import { chromium, type BrowserContext } from '@playwright/test';
import { findChromium } from '../scripts/find-chromium.mjs';
import { registerClient, type RegisterClient } from './api-client';
import { test as base } from './browser-fixtures';
import { chromiumArguments } from './chromium-arguments';
import { startRegisterUnderRealName } from './https-front';
import type { RunningRegister } from './start-register';

export interface RealName {
  /** Origin `https://id.central.consent`, RP ID `central.consent`. */
  register: RunningRegister;
  client: RegisterClient;
  /** A browser for which that name leads to the register. */
  newContext(): Promise<BrowserContext>;
}

/** `browser-fixtures`, and the register under the names it has in the world. */
export const test = base.extend<object, { realName: RealName }>({
  realName: [
    async ({ mailServer }, use) => {
      const { register, front } = await startRegisterUnderRealName({
        name: 'real-name',
        env: { RATE_LIMIT_SCALE: '1000', DEMO_DATA: '0', ...mailServer.env },
      });
      const executablePath = await findChromium();
      const browser = await chromium.launch({
        args: [...chromiumArguments, `--host-resolver-rules=${front.hostResolverRule}`],
        ...(executablePath === null ? {} : { executablePath }),
      });
      await use({
        register,
        client: registerClient(register.listenUrl, register.admin),
        newContext: () => browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' }),
      });
      await browser.close();
      await front.close();
      await register.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

export { expect, expectNoAxeViolations } from './browser-fixtures';
