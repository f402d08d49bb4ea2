import { createHash } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { activeKey } from './key-ring';
import { p256PublicKey } from './p256-key';

/** What is signed for others to keep, each under a type of its own, so that none is taken for another. */
export type SignedType = 'dar-receipt+jwt' | 'dar-receipt-summary+jwt' | 'dar-decision+jwt';

export interface SignedText {
  /** A compact JWS (RFC 7515). */
  jws: string;
  /** Which key of the ring signed. */
  kid: string;
  digest: string;
}

/**
 * SHA-256, base64url, of what a compact JWS signs: header and claims. The signature is left out, since one
 * text has any number of right ones.
 */
export function digestOfSigned(jws: string): string {
  const signed = jws.slice(0, jws.lastIndexOf('.'));
  return createHash('sha256').update(signed).digest('base64url');
}

/** Signs claims with the receipt key of the hour (ES256), for anybody to verify by `/.well-known/jwks.json`. */
export async function signForOthers(
  type: SignedType,
  claims: JWTPayload,
  { issuer, issuedAt }: { issuer: string; issuedAt: Date },
): Promise<SignedText> {
  const { id: kid, bytes } = activeKey('receipt');
  const key = { ...p256PublicKey(bytes), d: Buffer.from(bytes).toString('base64url') };
  const jws = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid, typ: type })
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .sign(key);
  return { jws, kid, digest: digestOfSigned(jws) };
}
