import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { now } from './clock';
import { activeKey, findVerifyingKey, requireStoredKey, type RingKey } from './key-ring';

const ALGORITHM = 'HS256';

export interface SignInput {
  purpose: 'token' | 'link';
  audience: string;
  issuer: string;
  claims: JWTPayload;
  expiresAt: Date;
  /** Left out for a token that must not differ between two signings. */
  issuedAt?: Date;
  /** The link key a row remembers; the active key if left out. */
  keyId?: string;
}

/** A compact JWT (RFC 7519), HS256 under a key of the ring named by `kid`. Deterministic. */
export async function signJwt(input: SignInput): Promise<string> {
  const key: RingKey = input.keyId
    ? requireStoredKey('link', input.keyId)
    : activeKey(input.purpose);
  const jwt = new SignJWT(input.claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: key.id, typ: 'JWT' })
    .setIssuer(input.issuer)
    .setAudience(input.audience)
    .setExpirationTime(input.expiresAt);
  if (input.issuedAt) jwt.setIssuedAt(input.issuedAt);
  return jwt.sign(key.bytes);
}

export type JwtReading = { valid: true; claims: JWTPayload; isExpired: boolean } | { valid: false };

/**
 * Reads a token made by `signJwt`. A rightly signed one that is merely past its time is valid with
 * `isExpired`, so that its holder learns why it is refused. Any other flaw, `alg: none`, an unknown or
 * retired key or another audience among them, makes it invalid.
 */
export async function readJwt(
  purpose: 'token' | 'link',
  token: string,
  expected: { audience: string; issuer: string },
): Promise<JwtReading> {
  const options = { ...expected, algorithms: [ALGORITHM], currentDate: now() };
  try {
    const { payload } = await jwtVerify(
      token,
      (header) => {
        const key = header.kid ? findVerifyingKey(purpose, header.kid) : null;
        if (!key) throw new errors.JWSInvalid('unknown key');
        return key.bytes;
      },
      { ...options, requiredClaims: ['exp'] },
    );
    return { valid: true, claims: payload, isExpired: false };
  } catch (error) {
    // jose checks the signature, issuer and audience before the time.
    if (error instanceof errors.JWTExpired) {
      return { valid: true, claims: error.payload, isExpired: true };
    }
    if (error instanceof errors.JOSEError) return { valid: false };
    throw error;
  }
}
