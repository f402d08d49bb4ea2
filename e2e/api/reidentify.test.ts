import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomMpxn, RETURN_URL } from '../../harness/callers/household';
import {
  pendingStatus,
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
  type InitiatingAnswer,
} from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const MINUTE_MS = 60_000;

let creator: ApiAccount;
let asker: ApiAccount;

beforeAll(async () => {
  creator = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  asker = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
});

/** Minutes from now until `instant`, rounded. */
function minutesUntil(instant: string | undefined): number {
  return Math.round((Date.parse(instant ?? '') - Date.now()) / MINUTE_MS);
}

describe('starting', () => {
  test('by magic link answers where the mail goes, masked, and until when the link works', async () => {
    const email = `customer${randomMpxn()}r@example.com`;
    const { mpxn } = await createHousehold(creator, { email });
    const answer = await asker.call<InitiatingAnswer>('POST', REIDENTIFY, {
      mpxn,
      method: 'magic-link',
      'redirect-url': RETURN_URL,
    });
    expect(answer.status).toBe(200);
    const { method, passkey, 'magic-link': link } = answer.body;
    expect({ method, passkey }).toEqual({ method: 'magic-link', passkey: null });
    expect(link).toEqual({
      'dispatched-to': 'c*****r@example.com',
      'expires-at': expect.stringMatching(/Z$/) as string,
      'token-ref': expect.stringMatching(/^mlr_[0-9a-f]{24}$/) as string,
      'redirect-url': RETURN_URL,
    });
    expect(minutesUntil(link?.['expires-at'])).toBe(15);
  });

  test.each([
    ['passkey-assert', 'assert'],
    ['passkey-register', 'register'],
  ])('by %s answers our page and until when it works', async (method, page) => {
    const { mpxn } = await enrolHousehold(creator, origin);
    const answer = await asker.call<InitiatingAnswer>('POST', REIDENTIFY, {
      mpxn,
      method,
      'passkey-return-url': RETURN_URL,
    });
    expect(answer.status).toBe(200);
    const { passkey } = answer.body;
    expect(answer.body).toMatchObject({ method, 'magic-link': null });
    expect(passkey).toEqual({
      'redirect-url': expect.stringMatching(
        new RegExp(`^${origin}/passkey/${page}\\?session=pks_[0-9a-f]{24}$`),
      ) as string,
      'token-ref': expect.stringMatching(/^mlr_[0-9a-f]{24}$/) as string,
      'expires-at': expect.stringMatching(/Z$/) as string,
      'return-url': RETURN_URL,
    });
    expect(minutesUntil(passkey?.['expires-at'])).toBe(5);
  });

  test('without a return URL answers that there is none', async () => {
    const household = await createHousehold(creator);
    const link = await asker.call<InitiatingAnswer>('POST', REIDENTIFY, {
      mpxn: household.mpxn,
      method: 'magic-link',
    });
    expect(link.body['magic-link']?.['redirect-url']).toBeNull();
    const passkey = await asker.call<InitiatingAnswer>('POST', REIDENTIFY, {
      mpxn: household.mpxn,
      method: 'passkey-register',
    });
    expect(passkey.body.passkey?.['return-url']).toBeNull();
  });

  test('is open to a portal', async () => {
    const portal = await client.createAccount({ role: 'portal' });
    const { mpxn } = await createHousehold(creator);
    const started = await startAcross(portal, mpxn, { method: 'passkey-register' });
    expect(await statusOf(started)).toEqual(pendingStatus('passkey-register'));
  });

  test.each(['data_provider', 'dcc', 'admin'] as const)(
    'is closed to the role %s',
    async (role) => {
      const account = await client.createAccount({ role });
      const { mpxn } = await createHousehold(creator);
      const answer = await account.call('POST', REIDENTIFY, { mpxn, method: 'passkey-register' });
      expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([403, 'AUTH003']);
    },
  );

  test('at a meter point without a record is a 404', async () => {
    const answer = await asker.call('POST', REIDENTIFY, {
      mpxn: randomMpxn(),
      method: 'passkey-register',
    });
    expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([404, 'NOT001']);
  });

  test.each([
    ['magic-link', 'VAL002', 'no e-mail'],
    ['passkey-assert', 'VAL003', 'no passkey'],
  ])(
    'by %s is a 422 %s where there is %s, by meter number and on the record',
    async (method, code) => {
      const { mpxn, ir } = await createHousehold(creator, { email: null });
      const across = await asker.call('POST', REIDENTIFY, { mpxn, method });
      const own = await creator.call('POST', `/v1/identity-records/${ir}/re-identify`, { method });
      for (const answer of [across, own]) {
        expect(answer.status).toBe(422);
        expect(answer.errors).toMatchObject([{ 'error-code': code, field: 'method' }]);
      }
    },
  );

  test('names every field that fails at once', async () => {
    const answer = await asker.call('POST', REIDENTIFY, {
      mpxn: 'x',
      method: 'sms',
      state: 'x'.repeat(513),
      'bind-return': 'yes',
      ir: 'ir_000000000000000000000000',
    });
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ field }) => field).sort()).toEqual([
      'bind-return',
      'ir',
      'method',
      'mpxn',
      'state',
    ]);
    for (const { field, message } of answer.errors)
      expect(message).toMatch(new RegExp(`^${field}`));
  });

  test('takes null for an optional field as its absence', async () => {
    const { mpxn } = await createHousehold(creator);
    const answer = await asker.call('POST', REIDENTIFY, {
      mpxn,
      method: 'magic-link',
      'redirect-url': null,
      'passkey-return-url': null,
      state: null,
      'bind-return': null,
    });
    expect(answer.status).toBe(200);
  });

  test('on a record of another Data User is a 404, as on one that never was', async () => {
    const { ir } = await createHousehold(creator);
    const bodyOf = async (id: string) => {
      const path = `/v1/identity-records/${id}/re-identify`;
      const { status, errors } = await asker.call('POST', path, { method: 'magic-link' });
      return { status, errors };
    };
    const foreign = await bodyOf(ir);
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await bodyOf('ir_000000000000000000000000'));
  });

  test('on an anonymised record is a 409', async () => {
    const { ir } = await createHousehold(creator);
    await creator.call('DELETE', `/v1/identity-records/${ir}`);
    for (const method of ['magic-link', 'passkey-assert', 'passkey-register']) {
      const path = `/v1/identity-records/${ir}/re-identify`;
      const answer = await creator.call('POST', path, { method });
      expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([409, 'CON001']);
    }
  });
});

describe('reading a token-ref', () => {
  test('changes nothing, however often', async () => {
    const { mpxn } = await createHousehold(creator);
    const started = await startAcross(asker, mpxn, { method: 'magic-link' });
    for (let round = 0; round < 20; round += 1) {
      expect(await statusOf(started)).toEqual(pendingStatus('magic-link'));
    }
  });

  test('of another account is a 403, its creator included', async () => {
    const { mpxn, ir } = await createHousehold(creator);
    const { tokenRef } = await startAcross(asker, mpxn, { method: 'magic-link' });
    const paths = [
      `${REIDENTIFY}/${tokenRef}`,
      `/v1/identity-records/${ir}/re-identify/${tokenRef}`,
    ];
    for (const path of paths) {
      const answer = await creator.call('GET', path);
      expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([403, 'AUTH003']);
    }
  });

  test('that is unknown or malformed is a 404', async () => {
    for (const tokenRef of ['mlr_000000000000000000000000', 'mlr_1', 'x', "'%20OR%201=1"]) {
      const answer = await asker.call('GET', `${REIDENTIFY}/${tokenRef}`);
      expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([404, 'NOT001']);
    }
  });

  test('under another record of the same account is a 404', async () => {
    const household = await createHousehold(creator);
    const other = await createHousehold(creator);
    const { tokenRef } = await startOwn(household, { method: 'magic-link' });
    const path = `/v1/identity-records/${other.ir}/re-identify/${tokenRef}`;
    expect((await creator.call('GET', path)).status).toBe(404);
  });

  test("under another Data User's record is a 404", async () => {
    const household = await createHousehold(creator);
    const { statusPath } = await startOwn(household, { method: 'magic-link' });
    expect((await asker.call('GET', statusPath)).status).toBe(404);
  });
});

test('no answer across organisations ever holds the ir', async () => {
  const { mpxn, ir } = await enrolHousehold(creator, origin);
  for (const method of ['magic-link', 'passkey-assert', 'passkey-register']) {
    const started = await asker.call<InitiatingAnswer>('POST', REIDENTIFY, { mpxn, method });
    const { passkey, 'magic-link': link } = started.body;
    const tokenRef = passkey?.['token-ref'] ?? link?.['token-ref'] ?? '';
    const read = await asker.call('GET', `${REIDENTIFY}/${tokenRef}`);
    expect([started.status, read.status]).toEqual([200, 200]);
    for (const answer of [started, read]) {
      expect(answer.text).not.toMatch(/\bir_/);
      expect(`${answer.text}${JSON.stringify(answer.headers)}`).not.toContain(ir);
    }
  }
});
