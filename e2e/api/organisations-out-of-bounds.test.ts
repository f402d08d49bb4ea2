import { beforeAll, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { declineAfterProof } from './support/decline-after-proof';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { answerOptions, complete, stepOf } from '../../harness/callers/passkey-page';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();

let account: ApiAccount;
let intruder: ApiAccount;

beforeAll(async () => {
  account = await client.createAccount();
  intruder = await client.createAccount();
});

test('an organisation’s own passkey at the meter point is not offered before the e-mail is proved', async () => {
  const own = await enrolHousehold(intruder, origin, { email: null });
  await createHousehold(account, { mpxn: own.mpxn });
  const started = await startAcross(intruder, own.mpxn, { method: 'passkey-register' });
  expect(stepOf(await own.browser.open(started.page))).toBe('prove-email');
});

test('the pages of an organisation that is suspended end', async () => {
  const suspended = await client.createAccount();
  const customer = await enrolHousehold(suspended, origin);
  const started = await startOwn(customer, { method: 'passkey-assert' });
  const response = answerOptions(customer.device, await customer.browser.open(started.page));
  await client.admin.call('POST', `/v1/admin/accounts/${suspended.id}/suspend`);
  expect((await complete(customer.browser, started.page, response)).status).toBe(409);
  expect(stepOf(await customer.browser.open(started.page))).toBe('ended');
});

test('a third decline ends what the organisation still has open at the record', async () => {
  const customer = await enrolHousehold(account, origin);
  const start = () => startOwn(customer, { method: 'passkey-register' });
  const started = [await start(), await start(), await start(), await start()];
  const last = started[3];
  for (const { page } of started.slice(0, 3)) await declineAfterProof(customer, page);
  if (!last) throw new Error('nothing was started');
  expect(await statusOf(last)).toMatchObject({ status: 'expired', declined: false });
});
