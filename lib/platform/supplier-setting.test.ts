import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { suppliersSchema } from './supplier-setting';

const northwind = {
  id: 'northwind',
  name: 'Northwind Energy',
  issuer: 'https://login.northwind.co.uk',
  'client-id': 'register',
  'mpxn-claim': 'meter_points',
};
const withSecret = { ...northwind, 'client-secret': 'right' };

const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;

const rsa = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding, privateKeyEncoding }).privateKey;
const ec = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve, publicKeyEncoding, privateKeyEncoding }).privateKey;

const pems = {
  'RSA of 2048 bits': rsa(2048),
  'P-256': ec('P-256'),
  'P-384': ec('P-384'),
  'P-521': ec('P-521'),
  Ed25519: generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding }).privateKey,
};
const exchange = generateKeyPairSync('x25519', {
  publicKeyEncoding,
  privateKeyEncoding,
}).privateKey;

const jwkOf = (pem: string) => createPrivateKey(pem).export({ format: 'jwk' });

function read(entry: object) {
  return suppliersSchema.safeParse(JSON.stringify([entry]));
}

function problemOf(entry: object): string {
  return read(entry).error?.issues[0]?.message ?? 'none';
}

const keyOf = (entry: object) => read(entry).data?.[0]?.['client-key'];

test('a supplier needs what it always needed, and may say how it wants the secret', () => {
  expect(read(withSecret).data).toEqual([withSecret]);
  for (const method of ['client_secret_basic', 'client_secret_post']) {
    expect(problemOf({ ...withSecret, 'token-endpoint-auth-method': method })).toBe('none');
  }
  const unknown = { ...withSecret, 'token-endpoint-auth-method': 'client_secret_jwt' };
  expect(problemOf(unknown)).toContain('0.token-endpoint-auth-method');
});

describe('a client key', () => {
  test.each([
    ['RSA of 2048 bits', ['PS256', 'RS256']],
    ['P-256', ['ES256']],
    ['P-384', ['ES384']],
    ['P-521', ['ES512']],
    ['Ed25519', ['EdDSA', 'Ed25519']],
  ] as const)('may be %s, as PEM and as JWK', (kind, algorithms) => {
    const pem = pems[kind];
    expect(keyOf({ ...northwind, 'client-key': pem })).toMatchObject({ kid: null, algorithms });
    const jwk = { ...jwkOf(pem), kid: 'key of 2026' };
    expect(keyOf({ ...northwind, 'client-key': jwk })).toMatchObject({
      kid: 'key of 2026',
      algorithms,
    });
  });

  test('signs as its JWK says, where it can', () => {
    const jwk = jwkOf(pems['RSA of 2048 bits']);
    expect(keyOf({ ...northwind, 'client-key': { ...jwk, alg: 'RS256' } })?.algorithms).toEqual([
      'RS256',
    ]);
    expect(problemOf({ ...northwind, 'client-key': { ...jwk, alg: 'ES256' } })).toContain(
      'must be',
    );
  });

  test.each<[string, unknown, string]>([
    ['a public key', createPublicKey(pems['P-256']).export({ format: 'jwk' }), 'cannot be read'],
    ['a broken one', pems['P-256'].replace(/\n.{20}/, '\n'), 'cannot be read'],
    ['too short an RSA key', rsa(1024), 'must be RSA of 2048 bits or more'],
    ['a key that signs nothing', exchange, 'must be RSA of 2048 bits or more'],
    ['of a curve of no standard', ec('secp256k1'), 'must be RSA of 2048 bits or more'],
    ['a secret', 'right', 'must be a private key, PEM or JWK'],
    ['a list', [], 'must be a private key, PEM or JWK'],
  ])('is not %s', (_, key, problem) => {
    expect(problemOf({ ...northwind, 'client-key': key })).toContain(problem);
  });

  test('takes the place of the secret, and goes with private_key_jwt', () => {
    const key = { 'client-key': pems['P-256'] };
    const method = { 'token-endpoint-auth-method': 'private_key_jwt' };
    expect(problemOf({ ...northwind, ...key, ...method })).toBe('none');
    expect(problemOf(northwind)).toContain('either client-secret or client-key');
    expect(problemOf({ ...withSecret, ...key })).toContain('either client-secret or client-key');
    expect(problemOf({ ...withSecret, ...method })).toContain('goes with client-key');
    const post = { 'token-endpoint-auth-method': 'client_secret_post' };
    expect(problemOf({ ...northwind, ...key, ...post })).toContain('goes with client-key');
  });

  test('that is refused is not told', () => {
    const key = pems['P-256'].replace(/\n.{20}/, '\n');
    const problem = problemOf({ ...northwind, 'client-key': key });
    for (const line of key.split('\n').filter((text) => text.length > 20)) {
      expect(problem).not.toContain(line);
    }
  });
});
