import { SignJWT, type JWTPayload } from 'jose';
import { createKeyPair, type KeyPair, type KeyPairKind } from '../../../harness/key-pair';

export const signingAlgorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] as const;

export type SigningAlgorithm = (typeof signingAlgorithms)[number];

const kinds: Record<SigningAlgorithm, KeyPairKind> = {
  RS256: 'RSA-2048',
  PS256: 'RSA-2048',
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};

/** A key with which an issuer signs, under the id that its key set names. */
export class IssuerKey {
  readonly pair: KeyPair;

  constructor(
    readonly algorithm: SigningAlgorithm,
    readonly kid: string,
  ) {
    this.pair = createKeyPair(kinds[algorithm]);
  }

  /** What the key set shows of it. */
  get jwk() {
    const key = this.pair.publicKey.export({ format: 'jwk' });
    return { ...key, kid: this.kid, use: 'sig', alg: this.algorithm };
  }

  sign(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: this.algorithm, kid: this.kid, ...header })
      .sign(this.pair.privateKey);
  }
}
