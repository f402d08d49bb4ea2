/**
 * What a customer's device signed when it confirmed a proposed consent, as WebAuthn names it; bytes are base64url
 * (docs/api/proposals.md#evidence). With the proposal anybody can verify it, without the register.
 */
export interface Evidence {
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
  /** A COSE_Key (RFC 9052). */
  publicKey: string;
  /** Its COSE algorithm, as -7 for ES256. */
  algorithm: number;
}
