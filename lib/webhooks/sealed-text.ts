import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto';
import { activeKey, requireStoredKey } from '@/lib/platform/key-ring';

/** What of a subscription is kept encrypted. */
export type SealedField = 'alert-email' | 'signing-secret';

const context = (field: SealedField, wid: string) => `webhook:${field}:${wid}`;

/** A text under the key ring's encryption key, `<key id>.<ciphertext>`; of use to this row only. */
export function sealText(field: SealedField, wid: string, text: string): string {
  const key = activeKey('encryption');
  const sealed = encrypt(deriveKey(key.bytes, field), Buffer.from(text), context(field, wid));
  return `${key.id}.${Buffer.from(sealed).toString('base64url')}`;
}

/** Undoes `sealText`. @throws when the key was lost, or the value is another row's or was changed */
export function openText(field: SealedField, wid: string, sealed: string): string {
  const [keyId = '', body = ''] = sealed.split('.');
  const key = requireStoredKey('encryption', keyId);
  const plain = decrypt(
    deriveKey(key.bytes, field),
    Buffer.from(body, 'base64url'),
    context(field, wid),
  );
  return plain.toString('utf8');
}
