import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '@/lib/platform/crypto';
import { activeKey, requireStoredKey } from '@/lib/platform/key-ring';

interface WrappedKey {
  keyId: string;
  wrappedKey: Uint8Array<ArrayBuffer>;
}

const contextOf = (tokenRef: string) => `evidence-key:${tokenRef}`;

/** A new key for the evidence of one confirmation, and what is kept of it, wrapped by the key ring. */
export function newEvidenceKey(tokenRef: string): { key: Uint8Array; kept: WrappedKey } {
  const key = new Uint8Array(randomBytes(32));
  const wrapping = activeKey('encryption');
  const wrappedKey = encrypt(wrapping.bytes, key, contextOf(tokenRef));
  return { key, kept: { keyId: wrapping.id, wrappedKey } };
}

export function unwrapEvidenceKey(
  tokenRef: string,
  { keyId, wrappedKey }: { keyId: string; wrappedKey: Uint8Array },
): Uint8Array {
  return decrypt(requireStoredKey('encryption', keyId).bytes, wrappedKey, contextOf(tokenRef));
}
