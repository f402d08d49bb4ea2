import { decode, encode, type JWT } from 'next-auth/jwt';
import { deriveKey } from '@/lib/platform/crypto';
import { activeKey, findVerifyingKey, type RingKey } from '@/lib/platform/key-ring';

/** Who signs in where. Each realm has a secret of its own, so no cookie of one opens another. */
export type Realm = 'customer' | 'data-user' | 'admin';

/**
 * What a realm is called in cookies, in the derivation of their keys and in the audit. `admin` keeps the name
 * `operator` there, since sessions and audit events that hold it outlive an update of the software.
 */
export const realmNames = {
  customer: 'customer',
  'data-user': 'data-user',
  admin: 'operator',
} as const satisfies Record<Realm, string>;

function secretOf(realm: Realm, key: RingKey): string {
  return Buffer.from(deriveKey(key.bytes, `session:${realmNames[realm]}`)).toString('base64url');
}

/**
 * A token encrypted by next-auth for one realm, preceded by the id of the link key that it was made with.
 *
 * @param salt keeps tokens of one realm apart by what they are for; a session has none
 */
export async function sealToken(
  realm: Realm,
  token: JWT,
  maxAgeS: number,
  salt?: string,
): Promise<string> {
  const key = activeKey('link');
  const jwt = await encode({ token, secret: secretOf(realm, key), maxAge: maxAgeS, salt });
  return `${key.id}.${jwt}`;
}

/**
 * The content of a token that `sealToken` made.
 *
 * @returns null when it has expired, is of another realm or salt, or is not a token under a key of the ring
 */
export async function openToken(realm: Realm, value: string, salt?: string): Promise<JWT | null> {
  const at = value.indexOf('.');
  const key = findVerifyingKey('link', value.slice(0, Math.max(0, at)));
  if (!key) return null;
  try {
    return await decode({ token: value.slice(at + 1), secret: secretOf(realm, key), salt });
  } catch {
    return null; // jose throws for every kind of forgery and for what has expired
  }
}
