import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { startAcross, startOwn, type Started } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const FIND = '/dashboard/identity-records';

let account: ApiAccount;
let stranger: ApiAccount;
beforeAll(async () => {
  account = await client.createAccount();
  stranger = await client.createAccount();
});

const overviewOf = async (of: ApiAccount) => (await openDashboard(origin, of)).open('/dashboard');

async function decline({ page }: Started): Promise<void> {
  const answer = await new CustomerBrowser(origin).press('/passkey/decline', fieldsOf(page));
  expect(answer.status).toBe(303);
}

describe('the overview', () => {
  test('of an account to which nothing happened says that nothing needs attention', async () => {
    const page = await overviewOf(await client.createAccount());
    expect(page.words).toContain('Nothing needs attention');
  });

  test('names customers who declined, to the account that asked', async () => {
    const home = await enrolHousehold(account, origin);
    const started = await startOwn(home, { method: 'passkey-assert' });
    await decline(started);
    const page = await overviewOf(account);
    expect(page.words).toContain('Customers who declined: 1');
    expect(page.links).toContain(`${FIND}/${home.ir}/re-identifications/${started.tokenRef}`);
    expect((await overviewOf(stranger)).text).not.toContain(started.tokenRef);
  });

  test('of one that asked by meter number never names the record', async () => {
    const home = await createHousehold(account);
    const started = await startAcross(stranger, home.mpxn, { method: 'passkey-register' });
    await decline(started);
    const page = await overviewOf(stranger);
    expect(page.words).toContain(started.tokenRef);
    expect(page.text).not.toContain(home.ir);
  });

  test('warns the owner of a passkey that counted backwards, whoever asked for it', async () => {
    const home = await enrolHousehold(account, origin, { kind: 'device-bound' });
    const use = async (counter: number) => {
      const { page } = await startAcross(stranger, home.mpxn, { method: 'passkey-assert' });
      return usePasskey(home.browser, home.device, page, { counter });
    };
    expect((await use(5)).status).toBe(200);
    expect((await use(2)).body.problem).toBe('counter');
    const page = await overviewOf(account);
    expect(page.words).toMatch(/Passkeys that counted backwards.*Refused/);
    expect(page.links).toContain(`${FIND}/${home.ir}`);
    expect((await overviewOf(stranger)).text).not.toContain(home.ir);
  });
});
