import { verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  cose,
  decodeAttestationObject,
  decodeCredentialPublicKey,
  isoBase64URL,
  verifySignature,
} from '@simplewebauthn/server/helpers';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { ALGORITHMS } from './options';
import type { RegistrationResponse } from './schemas';

/** A new passkey as it is stored. */
export interface VerifiedAttestation {
  webauthnId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  aaguid: string;
  backupEligible: boolean;
  backedUp: boolean;
  transports: string[];
}

const KNOWN_TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/**
 * We ask for no attestation. A statement with certificates would make the library fetch revocation
 * lists from addresses that the sender chose, so only "none" and self attestation are looked at.
 */
function isPlainAttestation(attestationObject: string): boolean {
  const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const format = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && !decoded.get('attStmt').get('x5c'));
}

/** WebAuthn Level 3 §7.1, step 25. */
const MOST_ID_BYTES = 1023;

/** Signatures in the form of each key type, right for no data. */
const WRONG_SIGNATURES: Record<number, Uint8Array<ArrayBuffer>> = {
  [-7]: new Uint8Array([0x30, 6, 2, 1, 1, 2, 1, 1]),
  [-8]: new Uint8Array(64),
  [-257]: new Uint8Array(256),
};

/**
 * Whether the parser that later reads the key for an assertion can use it. Some keys are accepted at an
 * enrolment and never again: an old Firefox wrote the members of an Ed25519 key as text.
 */
async function canBeUsed(credentialPublicKey: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const algorithm = decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg);
  const signature = WRONG_SIGNATURES[Number(algorithm)];
  if (!signature) return false;
  const data = new Uint8Array(32);
  // False, as it must be, for a key that can be used; what cannot be read throws.
  return !(await verifySignature({ credentialPublicKey, signature, data }));
}

/**
 * Checks the answer to an enrolment: origin, RP ID, user presence and verification, and a key of an
 * algorithm that was offered. Whether its challenge was ours is for `takeAttestation`.
 *
 * @returns null when it is not acceptable
 */
export async function verifyAttestation(
  response: RegistrationResponse,
  challenge: string,
): Promise<VerifiedAttestation | null> {
  try {
    if (!isPlainAttestation(response.response.attestationObject)) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      // Null stands for absent there.
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: env().ORIGIN,
      expectedRPID: env().RP_ID,
      requireUserPresence: true,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return null;
    const { credential, aaguid } = registrationInfo;
    if (isoBase64URL.toBuffer(credential.id).length > MOST_ID_BYTES) return null;
    if (!(await canBeUsed(credential.publicKey))) return null;
    return {
      webauthnId: credential.id,
      publicKey: new Uint8Array(credential.publicKey),
      counter: credential.counter,
      aaguid,
      backupEligible: registrationInfo.credentialDeviceType === 'multiDevice',
      backedUp: registrationInfo.credentialBackedUp,
      transports: response.response.transports.filter((name) => KNOWN_TRANSPORTS.includes(name)),
    };
  } catch (error) {
    log().info({ err: error }, 'enrolment refused');
    return null;
  }
}
