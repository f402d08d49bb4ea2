import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { z } from 'zod';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { ALGORITHMS } from './webauthn-options';
import { toLibraryResponse, type registrationResponseSchema } from './webauthn-response';

export interface VerifiedEnrolment {
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

/** Checks a registration response; the challenge was matched by whoever spent it. Null: not acceptable. */
export async function verifyEnrolment(
  response: z.output<typeof registrationResponseSchema>,
  challenge: string,
): Promise<VerifiedEnrolment | null> {
  try {
    if (!isPlainAttestation(response.response.attestationObject)) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: toLibraryResponse(response),
      expectedChallenge: challenge,
      expectedOrigin: env().ORIGIN,
      expectedRPID: env().RP_ID,
      requireUserPresence: true,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return null;
    const { credential, aaguid } = registrationInfo;
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
