import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

export type KeyPairKind = 'P-256' | 'P-384' | 'Ed25519' | 'RSA-2048';

export interface KeyPair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const publicKeyEncoding = { type: 'spki', format: 'der' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'der' } as const;

function generateEncoded(kind: KeyPairKind): { publicKey: Buffer; privateKey: Buffer } {
  switch (kind) {
    case 'P-256':
    case 'P-384':
      return generateKeyPairSync('ec', { namedCurve: kind, publicKeyEncoding, privateKeyEncoding });
    case 'Ed25519':
      return generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
    case 'RSA-2048':
      return generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding,
        privateKeyEncoding,
      });
  }
}

/**
 * A new pair whose keys can be exported without harm. In Node 20 the key objects of a generation share
 * a lock with the job that made them: when a garbage collection inside `export` destroys that job, the
 * process waits for itself for ever. Keys read from DER have no such job.
 */
export function createKeyPair(kind: KeyPairKind): KeyPair {
  const { publicKey, privateKey } = generateEncoded(kind);
  return {
    publicKey: createPublicKey({ key: publicKey, type: 'spki', format: 'der' }),
    privateKey: createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' }),
  };
}
