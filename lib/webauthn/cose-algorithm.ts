import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';

/** The COSE algorithm of a stored public key, as -7 for ES256. @throws {Error} for bytes that are no key */
export function coseAlgorithm(publicKey: Uint8Array): number {
  const algorithm = decodeCredentialPublicKey(new Uint8Array(publicKey)).get(cose.COSEKEYS.alg);
  if (typeof algorithm !== 'number') throw new Error('this public key names no algorithm');
  return algorithm;
}
