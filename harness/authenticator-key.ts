import { sign, type KeyObject } from 'node:crypto';
import { encodeCbor, type CborValue } from './cbor';
import { createKeyPair, type KeyPairKind } from './key-pair';

/**
 * ES384 is what the register does not offer; `EdDSA-in-text` writes type and curve as an old Firefox did, by
 * their names.
 */
export type KeyAlgorithm = 'ES256' | 'EdDSA' | 'EdDSA-in-text' | 'RS256' | 'ES384';

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

const pairKinds: Record<KeyAlgorithm, KeyPairKind> = {
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  'EdDSA-in-text': 'Ed25519',
  RS256: 'RSA-2048',
};

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
    case 'EdDSA-in-text':
      return [[KTY, 'OKP'], [ALG, -8], [CRV, 'Ed25519'], [X, bytes(x)]]; // prettier-ignore
    case 'RS256':
      return [[KTY, 3], [ALG, -257], [RSA_N, bytes(n)], [RSA_E, bytes(e)]]; // prettier-ignore
  }
}

const digests: Record<KeyAlgorithm, string | null> = {
  ES256: 'sha256',
  ES384: 'sha384',
  RS256: 'sha256',
  EdDSA: null,
  'EdDSA-in-text': null,
};

export function createAuthenticatorKey(algorithm: KeyAlgorithm): AuthenticatorKey {
  const { publicKey, privateKey } = createKeyPair(pairKinds[algorithm]);
  const digest = digests[algorithm];
  return {
    cosePublicKey: encodeCbor(new Map(coseMembers(algorithm, publicKey))),
    sign: (data) => sign(digest, data, privateKey),
  };
}
