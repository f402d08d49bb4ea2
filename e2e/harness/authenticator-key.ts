import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { encodeCbor, type CborValue } from './cbor';

/** ES384 is what the register does not offer. */
export type KeyAlgorithm = 'ES256' | 'EdDSA' | 'RS256' | 'ES384';

export interface AuthenticatorKey {
  /** COSE_Key (RFC 9053), as it stands in the attested credential data. */
  cosePublicKey: Buffer;
  sign(data: Buffer): Buffer;
}

const KTY = 1;
const ALG = 3;
const CRV = -1;
const X = -2;
const Y = -3;
const RSA_N = -1;
const RSA_E = -2;

function makeKeyPair(algorithm: KeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'ES384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'EdDSA':
      return generateKeyPairSync('ed25519');
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
  }
}

function coseMembers(algorithm: KeyAlgorithm, publicKey: KeyObject): [number, CborValue][] {
  const { x = '', y = '', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  switch (algorithm) {
    case 'ES256':
      return [[KTY, 2], [ALG, -7], [CRV, 1], [X, bytes(x)], [Y, bytes(y)]]; // prettier-ignore
    case 'ES384':
      return [[KTY, 2], [ALG, -35], [CRV, 2], [X, bytes(x)], [Y, bytes(y)]]; // prettier-ignore
    case 'EdDSA':
      return [[KTY, 1], [ALG, -8], [CRV, 6], [X, bytes(x)]]; // prettier-ignore
    case 'RS256':
      return [[KTY, 3], [ALG, -257], [RSA_N, bytes(n)], [RSA_E, bytes(e)]]; // prettier-ignore
  }
}

export function createAuthenticatorKey(algorithm: KeyAlgorithm): AuthenticatorKey {
  const { publicKey, privateKey } = makeKeyPair(algorithm);
  const digest = { ES256: 'sha256', ES384: 'sha384', RS256: 'sha256', EdDSA: null }[algorithm];
  return {
    cosePublicKey: encodeCbor(new Map(coseMembers(algorithm, publicKey))),
    sign: (data) => sign(digest, data, privateKey),
  };
}
