import { allReceiptKeys } from './key-ring';
import { p256PublicKey, type P256PublicKey } from './p256-key';

/** A key as `/.well-known/jwks.json` has it (RFC 7517, and OpenID Federation's historical keys). */
export interface PublishedKey extends P256PublicKey {
  kid: string;
  alg: 'ES256';
  use: 'sig';
  /** Seconds since 1970: from then on it signed nothing any more. */
  exp?: number;
  /** It leaked: nobody can tell by it alone who signed. */
  revoked?: { revoked_at: number; reason: 'compromised' };
}

const secondsOf = (time: string) => Math.floor(Date.parse(time) / 1000);

/**
 * All keys that receipts were ever signed with, and those that will sign: a receipt can be checked for ever.
 * One that was replaced has `exp`, one that leaked `revoked`.
 */
export function publishedReceiptKeys(at: Date): PublishedKey[] {
  const keys = allReceiptKeys().toSorted(
    (one, other) => Date.parse(one['active-from']) - Date.parse(other['active-from']),
  );
  return keys.map((key, index) => {
    const { id: kid, secret, 'revoked-at': revokedAt } = key;
    const replacedAt = keys[index + 1]?.['active-from'];
    const isReplaced = replacedAt !== undefined && Date.parse(replacedAt) <= at.getTime();
    return {
      ...p256PublicKey(Buffer.from(secret, 'base64url')),
      kid,
      alg: 'ES256',
      use: 'sig',
      ...(isReplaced ? { exp: secondsOf(replacedAt) } : {}),
      ...(revokedAt === undefined
        ? {}
        : { revoked: { revoked_at: secondsOf(revokedAt), reason: 'compromised' } }),
    };
  });
}

/** When the key `kid` was found to have leaked; null: it was not, or there is none. */
export function receiptKeyRevokedAt(kid: string): Date | null {
  const revokedAt = allReceiptKeys().find((key) => key.id === kid)?.['revoked-at'];
  return revokedAt === undefined ? null : new Date(revokedAt);
}
