import { createHash } from 'node:crypto';
import type { AuthenticatorKey, KeyAlgorithm } from './authenticator-key';

/** What a dishonest or unusual browser or authenticator does differently. Absent means honest. */
export interface Deviation {
  /** How long the new credential's id is. */
  idBytes?: number;
  /** Instead of the origin the page is on. */
  origin?: string;
  /** Instead of the RP ID of the options. */
  rpId?: string;
  /** base64url, instead of the challenge of the options. */
  challenge?: string;
  /** `webauthn.get` in a registration, say. */
  type?: string;
  userPresent?: boolean;
  userVerified?: boolean;
  crossOrigin?: boolean;
  topOrigin?: string;
  /** base64url, or null to send none. */
  userHandle?: string | null;
  counter?: number;
  backupEligible?: boolean;
  backedUp?: boolean;
  /** Registration only: the key's algorithm, offered or not. */
  algorithm?: KeyAlgorithm;
  /** Flips one bit of the signature. */
  breakSignature?: boolean;
}

export interface SoftwarePasskey {
  /** base64url */
  id: string;
  rpId: string;
  /** base64url */
  userHandle: string;
  key: AuthenticatorKey;
  counter: number;
  backupEligible: boolean;
  backedUp: boolean;
}

const FLAG_USER_PRESENT = 0x01;
const FLAG_USER_VERIFIED = 0x04;
const FLAG_BACKUP_ELIGIBLE = 0x08;
const FLAG_BACKED_UP = 0x10;
const FLAG_ATTESTED_CREDENTIAL = 0x40;
const AAGUID = Buffer.alloc(16);

export const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

/** What the browser signs over: CollectedClientData (WebAuthn §5.8.1). */
export function clientDataJson(
  type: string,
  challenge: string,
  origin: string,
  deviation: Deviation,
): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: deviation.type ?? type,
      challenge: deviation.challenge ?? challenge,
      origin: deviation.origin ?? origin,
      crossOrigin: deviation.crossOrigin ?? false,
      ...(deviation.topOrigin === undefined ? {} : { topOrigin: deviation.topOrigin }),
    }),
  );
}

/** Authenticator data (WebAuthn §6.1), with the attested credential in a registration. */
export function authenticatorData(
  passkey: SoftwarePasskey,
  deviation: Deviation,
  attested?: Buffer,
): Buffer {
  const flags =
    ((deviation.userPresent ?? true) ? FLAG_USER_PRESENT : 0) |
    ((deviation.userVerified ?? true) ? FLAG_USER_VERIFIED : 0) |
    ((deviation.backupEligible ?? passkey.backupEligible) ? FLAG_BACKUP_ELIGIBLE : 0) |
    ((deviation.backedUp ?? passkey.backedUp) ? FLAG_BACKED_UP : 0) |
    (attested ? FLAG_ATTESTED_CREDENTIAL : 0);
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(deviation.counter ?? passkey.counter);
  return Buffer.concat([
    sha256(deviation.rpId ?? passkey.rpId),
    Buffer.from([flags]),
    counter,
    attested ?? Buffer.alloc(0),
  ]);
}

/** Credential data of a registration: AAGUID, id length, id, public key (WebAuthn §6.5.1). */
export function attestedCredentialData(passkey: SoftwarePasskey): Buffer {
  const id = Buffer.from(passkey.id, 'base64url');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  return Buffer.concat([AAGUID, length, id, passkey.key.cosePublicKey]);
}
