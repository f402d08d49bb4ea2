import { createECDH } from 'node:crypto';

const CURVE = 'prime256v1';

/** A key pair of P-256 as a JSON Web Key (RFC 7518, section 6.2), without the private part. */
export interface P256PublicKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

/** Whether these 32 bytes are a private key of P-256: a number above zero and below the curve's order. */
export function isP256PrivateKey(bytes: Uint8Array): boolean {
  try {
    createECDH(CURVE).setPrivateKey(bytes);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_CRYPTO_INVALID_KEYTYPE') return false;
    throw error;
  }
}

/**
 * The public key of a private one. It is computed from the number, so that no key object is generated and
 * exported: in Node 20 that can hang the process.
 */
export function p256PublicKey(privateKey: Uint8Array): P256PublicKey {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(privateKey);
  // An uncompressed point: a byte that says so, then both coordinates.
  const point = pair.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
}
