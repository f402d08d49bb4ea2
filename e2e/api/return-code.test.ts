import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { RETURN_URL } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { usePasskey } from '../../harness/callers/passkey-page';
import {
  pendingStatus,
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
  type Started,
} from '../../harness/callers/reidentification';

const { client, origin, mailbox } = sharedRegister();

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  customer = await enrolHousehold(account, origin);
});

const BOUND = {
  method: 'passkey-assert',
  'passkey-return-url': RETURN_URL,
  'bind-return': true,
};

function codeOf(location: string): string {
  const code = new URL(location).searchParams.get('dar-return-code');
  if (!code) throw new Error(`no code in ${location}`);
  return code;
}

/** A bound re-identification that the customer has confirmed, and the code that went back. */
async function confirmedBound(): Promise<{ started: Started; code: string }> {
  const started = await startAcross(account, customer.mpxn, BOUND);
  const done = await usePasskey(customer.browser, customer.device, started.page);
  return { started, code: codeOf(done.body.location ?? '') };
}

describe('a bound return', () => {
  test('carries a code beside the token-ref and state', async () => {
    const started = await startOwn(customer, { ...BOUND, state: 'abc' });
    const done = await usePasskey(customer.browser, customer.device, started.page);
    const parameters = [...new URL(done.body.location ?? '').searchParams];
    expect(parameters).toEqual([
      ['dar-passkey-token', started.tokenRef],
      ['dar-return-code', expect.stringMatching(/^[\w-]{22,}$/) as string],
      ['state', 'abc'],
    ]);
  });

  test('reads pending until its code was shown, and confirmed from then on', async () => {
    const { started, code } = await confirmedBound();
    expect(await statusOf(started)).toEqual(pendingStatus('passkey-assert'));
    expect(await statusOf(started, code)).toMatchObject({
      status: 'confirmed',
      'confirmed-by': 'passkey-assert',
    });
    expect((await statusOf(started)).status).toBe('confirmed');
    expect((await statusOf(started, 'wrong')).status).toBe('confirmed');
  });

  test('is refused as reidentification-token until then', async () => {
    const { started, code } = await confirmedBound();
    const body = { ...contractBody(), 'reidentification-token': started.tokenRef };
    const early = await account.call('POST', '/v1/access-records', body);
    expect(early.status).toBe(422);
    expect(early.errors).toMatchObject([{ field: 'reidentification-token' }]);
    await statusOf(started, code);
    expect((await account.call('POST', '/v1/access-records', body)).status).toBe(201);
  });

  test('reads pending for a wrong code, and the right one still counts after four', async () => {
    const { started, code } = await confirmedBound();
    for (let wrong = 0; wrong < 4; wrong += 1) {
      expect(await statusOf(started, `x${code}`)).toEqual(pendingStatus('passkey-assert'));
    }
    expect((await statusOf(started, code)).status).toBe('confirmed');
  });

  test('ends with the fifth wrong code, the right one included', async () => {
    const { started, code } = await confirmedBound();
    for (let wrong = 0; wrong < 5; wrong += 1) await statusOf(started, 'wrong');
    const ended = await statusOf(started, code);
    expect(ended).toMatchObject({ status: 'expired', declined: false, 'confirmed-at': null });
  });

  test('ends with the fifth of many wrong codes at once', { tags: 'postgres' }, async () => {
    const { started, code } = await confirmedBound();
    await Promise.all(Array.from({ length: 8 }, () => statusOf(started, 'wrong')));
    expect((await statusOf(started, code)).status).toBe('expired');
  });

  test('can be ended by wrong codes before the customer acts', async () => {
    const started = await startAcross(account, customer.mpxn, BOUND);
    for (let wrong = 0; wrong < 5; wrong += 1) await statusOf(started, 'wrong');
    const late = await customer.browser.open(started.page);
    expect(late.requestOptions).toBeNull();
    expect(late.words).toContain('Time is up for this request');
  });

  test('asked for its code by another account is a 403, and no try is counted', async () => {
    const { started, code } = await confirmedBound();
    const other = await client.createAccount();
    for (let round = 0; round < 5; round += 1) {
      const path = `${REIDENTIFY}/${started.tokenRef}?return-code=wrong`;
      expect((await other.call('GET', path)).status).toBe(403);
    }
    expect((await statusOf(started, code)).status).toBe('confirmed');
  });

  test('by a mailed link pressed on another device does not confirm without its code', async () => {
    const started = await startAcross(account, customer.mpxn, {
      method: 'magic-link',
      'redirect-url': RETURN_URL,
      'bind-return': true,
    });
    const mail = await mailbox.waitForMail(customer.email ?? '', { where: isMagicLinkMail });
    expect(mail.text).toContain('In the browser where you started');
    const pressed = await new CustomerBrowser(origin).press(`${linkIn(mail)}/confirm`);
    expect(pressed.status).toBe(303);
    expect(await statusOf(started)).toEqual(pendingStatus('magic-link'));
    const code = codeOf(pressed.headers.location ?? '');
    expect((await statusOf(started, code)).status).toBe('confirmed');
  });

  test.each([
    ['magic-link', 'redirect-url'],
    ['passkey-assert', 'passkey-return-url'],
  ])('by %s needs a %s', async (method) => {
    const answer = await account.call('POST', REIDENTIFY, {
      mpxn: customer.mpxn,
      method,
      'bind-return': true,
    });
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ 'error-code': 'VAL001', field: 'bind-return' }]);
  });

  test('has no code when the customer declines', async () => {
    const started = await startAcross(account, customer.mpxn, BOUND);
    const session = new URL(started.page).searchParams.get('session') ?? '';
    const answer = await customer.browser.press('/passkey/decline', { session, kind: 'assert' });
    expect(answer.headers.location).toBe(`${RETURN_URL}?dar-error=declined`);
    expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: true });
  });
});

test('an unbound return carries no code and needs none', async () => {
  const started = await startAcross(account, customer.mpxn, { ...BOUND, 'bind-return': false });
  const done = await usePasskey(customer.browser, customer.device, started.page);
  expect(done.body.location).not.toContain('dar-return-code');
  expect((await statusOf(started)).status).toBe('confirmed');
});
