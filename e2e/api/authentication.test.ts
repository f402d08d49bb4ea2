import { createHmac, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { basicAuth, type ApiAccount, type ApiAnswer } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectError } from './support/expect-error';
import { readJwt, signHs256, writeJwt } from './support/hand-made-jwt';

const { client, origin } = sharedRegister();
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount({ 'secret-key': 'pass:word:ŵ-and-more' });
});

const askToken = (authorization?: string) =>
  client.call<{ 'bearer-token': string; expires: number }>('GET', '/v1/auth/token', {
    headers: authorization === undefined ? {} : { authorization },
  });
const askSelf = (authorization?: string) =>
  client.call('GET', '/v1/self', {
    headers: authorization === undefined ? {} : { authorization },
  });
const basicOf = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a bearer token', () => {
  it('says who it is for, who made it and that it lives two hours', async () => {
    const { body } = await askToken(basicAuth(company.id, company.secret));
    const { header, claims } = readJwt(body['bearer-token']);
    const now = Math.floor(Date.now() / 1000);
    expect(body.expires).toBe(7200);
    expect(header.kid).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Object.keys(claims).sort()).toEqual(
      ['aud', 'duid', 'exp', 'iat', 'iss', 'jti', 'role', 'secret-mark', 'sub'].sort(),
    );
    expect(claims).toMatchObject({
      sub: company.id,
      duid: company.duid,
      role: 'data_user',
      iss: origin,
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(7200);
    expect(Math.abs(Number(claims.iat) - now)).toBeLessThan(60);
  });

  it('has an id of its own each time', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { body } = await askToken(basicAuth(company.id, company.secret));
        return readJwt(body['bearer-token']).claims.jti;
      }),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('opens the API, however the scheme is written', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect((await askSelf(`${scheme} ${await company.token()}`)).status).toBe(200);
    }
  });

  it('is given for a secret with colons and Welsh letters in it', async () => {
    expect(company.secret).toContain(':');
    expect(await company.token()).toMatch(/^ey/);
  });
});

describe('AUTH004: no or malformed Basic credentials', () => {
  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['the scheme alone', 'Basic'],
    ['another scheme', 'Bearer abc'],
    ['no base64', 'Basic ***'],
    ['no colon', basicOf('account-and-no-secret')],
    ['no account', basicOf(':secret')],
  ])('%s', async (_name, authorization) => {
    const answer = await askToken(authorization);
    expectError(answer, 401, 'AUTH004');
    expect(answer.headers['www-authenticate']).toBe('Basic realm="register"');
  });
});

describe('AUTH005: wrong credentials', () => {
  /** All that a caller can tell two answers apart by. */
  const shape = ({ status, headers, errors }: ApiAnswer<unknown>) => {
    const names = Object.keys(headers).sort();
    return { status, names, errors, challenge: headers['www-authenticate'] };
  };

  it.each(['', 'pass', 'x'.repeat(10_000), 'PASS:WORD:Ŵ-AND-MORE'])(
    'the secret %.20j is wrong',
    async (secret) => {
      expectError(await askToken(basicAuth(company.id, secret)), 401, 'AUTH005');
    },
  );

  it('is one answer whether the account exists or not', async () => {
    const wrong = await askToken(basicAuth(company.id, 'wrong-secret'));
    const unknown = await askToken(basicAuth(`nobody-${randomBytes(4).toString('hex')}`, 'x'));
    const impossible = await askToken(basicAuth("' or 1=1 --", 'x'));
    expectError(wrong, 401, 'AUTH005');
    expect(shape(unknown)).toEqual(shape(wrong));
    expect(shape(impossible)).toEqual(shape(wrong));
  });

  it('takes as long for an unknown account as for a wrong secret', async () => {
    const timeOf = async (id: string) => {
      const start = performance.now();
      await askToken(basicAuth(id, 'wrong-secret'));
      return performance.now() - start;
    };
    // The least of several, since a busy machine adds what it likes. The hash costs a hundred
    // milliseconds; without it these would take a few, in whichever round.
    const least = { known: Infinity, unknown: Infinity, impossible: Infinity };
    const areAlike = () => Math.min(least.unknown, least.impossible) > least.known * 0.5;
    for (let round = 0; round < 3 || (round < 12 && !areAlike()); round += 1) {
      least.known = Math.min(least.known, await timeOf(company.id));
      least.unknown = Math.min(least.unknown, await timeOf('nobody-at-all'));
      least.impossible = Math.min(least.impossible, await timeOf('no such name'));
    }
    expect(areAlike(), JSON.stringify(least)).toBe(true);
  });

  it('an account is named exactly: other case and spaces are another account', async () => {
    for (const id of [company.id.toUpperCase(), ` ${company.id}`, `${company.id}\0`]) {
      expectError(await askToken(basicAuth(id, company.secret)), 401, 'AUTH005');
    }
  });
});

describe('AUTH001: no bearer', () => {
  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['the scheme alone', 'Bearer '],
    ['Basic credentials', basicOf('a:b')],
    ['two words', 'Bearer one two'],
  ])('%s', async (_name, authorization) => {
    const answer = await askSelf(authorization);
    expectError(answer, 401, 'AUTH001');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="register"');
  });

  it('a token in the query is none', async () => {
    const token = await company.token();
    expectError(await client.call('GET', `/v1/self?access_token=${token}`), 401, 'AUTH001');
  });
});

describe('AUTH002: a forged bearer', () => {
  let genuine: ReturnType<typeof readJwt>;
  let token: string;

  beforeAll(async () => {
    token = await company.token();
    genuine = readJwt(token);
  });

  const refuse = async (forged: string) =>
    expectError(await askSelf(`Bearer ${forged}`), 401, 'AUTH002');

  it('the genuine one is accepted, so that the others fail for their flaw', async () => {
    expect((await askSelf(`Bearer ${token}`)).status).toBe(200);
  });

  it.each(['none', 'None', 'NONE', 'nOnE'])('alg %s, without a signature', async (alg) => {
    const { header, claims } = genuine;
    await refuse(writeJwt({ ...header, alg }, claims, ''));
    await refuse(writeJwt({ ...header, alg }, claims, genuine.signature));
  });

  it('signed with another key under the genuine key id', async () => {
    await refuse(signHs256(genuine.header, genuine.claims, randomBytes(32)));
  });

  it('signed with an empty key, or with the key id for a key', async () => {
    await refuse(signHs256(genuine.header, genuine.claims, Buffer.alloc(0)));
    await refuse(
      signHs256(genuine.header, genuine.claims, Buffer.from(String(genuine.header.kid))),
    );
  });

  it('with another key id, an absent one, or one that is a path', async () => {
    for (const kid of ['nowhere', '', '../../keys.json', undefined]) {
      await refuse(writeJwt({ ...genuine.header, kid }, genuine.claims, genuine.signature));
    }
  });

  it('with a key of its own in the header', async () => {
    const key = randomBytes(32);
    const jwk = { kty: 'oct', k: key.toString('base64url'), alg: 'HS256' };
    await refuse(signHs256({ ...genuine.header, jwk }, genuine.claims, key));
    await refuse(signHs256({ alg: 'HS256', jku: `${origin}/keys` }, genuine.claims, key));
  });

  it('with another role or account written in', async () => {
    for (const change of [{ role: 'admin' }, { sub: client.admin.id }, { exp: 9_999_999_999 }]) {
      const claims = { ...genuine.claims, ...change };
      await refuse(writeJwt(genuine.header, claims, genuine.signature));
    }
  });

  it('with a signature that is cut, changed, or of another algorithm', async () => {
    const { header, claims, signature } = genuine;
    const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    await refuse(writeJwt(header, claims, signature.slice(0, -4)));
    await refuse(writeJwt(header, claims, changed));
    const signed = writeJwt({ ...header, alg: 'HS512' }, claims, '').slice(0, -1);
    const sha512 = createHmac('sha512', 'key').update(signed).digest('base64url');
    await refuse(`${signed}.${sha512}`);
  });

  it.each(['nonsense', 'a.b', 'a.b.c', '..', `${'a'.repeat(8000)}.b.c`])(
    'that is no token at all: %.20s',
    async (text) => refuse(text),
  );
});

describe('AUTH006: a suspended or terminated account', () => {
  const change = (account: ApiAccount, verb: string) =>
    client.admin.call('POST', `/v1/admin/accounts/${account.id}/${verb}`);

  it('is shut out with the bearer it has, and let in with it again once reactivated', async () => {
    const account = await client.createAccount();
    expect((await account.call('GET', '/v1/self')).status).toBe(200);
    await change(account, 'suspend');
    expectError(await account.call('GET', '/v1/self'), 403, 'AUTH006');
    expectError(await account.call('POST', '/v1/identity-records', {}), 403, 'AUTH006');
    await change(account, 'reactivate');
    expect((await account.call('GET', '/v1/self')).status).toBe(200);
    expect((await askToken(basicAuth(account.id, account.secret))).status).toBe(200);
  });

  it.each(['suspend', 'terminate'])('after %s only its right secret learns why', async (verb) => {
    const account = await client.createAccount();
    await account.token();
    await change(account, verb);
    expectError(await account.call('GET', '/v1/self'), 403, 'AUTH006');
    expectError(await askToken(basicAuth(account.id, account.secret)), 403, 'AUTH006');
    expectError(await askToken(basicAuth(account.id, 'wrong-secret')), 401, 'AUTH005');
  });
});
