import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import {
  attestedCredentialData,
  authenticatorData,
  clientDataJson,
  sha256,
  type SoftwarePasskey,
} from '../../../harness/authenticator-data';
import { encodeCbor } from '../../../harness/cbor';

export interface AttestationCertificate {
  /** DER */
  certificate: Buffer;
  sign: (data: Buffer) => Buffer;
}

function toResponse(
  passkey: SoftwarePasskey,
  clientData: Buffer,
  attestationObject: Buffer,
): RegistrationResponseJSON {
  return {
    id: passkey.id,
    rawId: passkey.id,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    },
  };
}

/** What a device would send that offers a passkey it made before as a new one. */
export function registerAgain(
  passkey: SoftwarePasskey,
  creation: PublicKeyCredentialCreationOptionsJSON,
  origin: string,
): RegistrationResponseJSON {
  const clientData = clientDataJson('webauthn.create', creation.challenge, origin, {});
  const authData = authenticatorData(passkey, {}, attestedCredentialData(passkey));
  const members = new Map<string, string | Buffer | Map<string, string>>([
    ['fmt', 'none'],
    ['attStmt', new Map<string, string>()],
    ['authData', authData],
  ]);
  return toResponse(passkey, clientData, encodeCbor(members));
}

/** A `packed` attestation by the new key itself (WebAuthn §8.2): all of it is signed. */
export function registerSelfAttested(
  passkey: SoftwarePasskey,
  creation: PublicKeyCredentialCreationOptionsJSON,
  origin: string,
): RegistrationResponseJSON {
  const clientData = clientDataJson('webauthn.create', creation.challenge, origin, {});
  const authData = authenticatorData(passkey, {}, attestedCredentialData(passkey));
  const signature = passkey.key.sign(Buffer.concat([authData, sha256(clientData)]));
  const statement = new Map<string, number | Buffer>([
    ['alg', -7],
    ['sig', signature],
  ]);
  const members = new Map<string, string | Buffer | Map<string, number | Buffer>>([
    ['fmt', 'packed'],
    ['attStmt', statement],
    ['authData', authData],
  ]);
  return toResponse(passkey, clientData, encodeCbor(members));
}

/** A `packed` attestation (WebAuthn §8.2) that names the maker's certificate and is rightly signed. */
export function registerAttested(
  passkey: SoftwarePasskey,
  creation: PublicKeyCredentialCreationOptionsJSON,
  origin: string,
  { certificate, sign }: AttestationCertificate,
): RegistrationResponseJSON {
  const clientData = clientDataJson('webauthn.create', creation.challenge, origin, {});
  const authData = authenticatorData(passkey, {}, attestedCredentialData(passkey));
  const signature = sign(Buffer.concat([authData, sha256(clientData)]));
  // The harness's encoder knows no lists: the map of three and the list of one are headed by hand.
  const mapOfThree = Buffer.from([0xa3]);
  const listOfOne = Buffer.from([0x81]);
  const attestationObject = Buffer.concat([
    mapOfThree,
    ...[encodeCbor('fmt'), encodeCbor('packed'), encodeCbor('attStmt')],
    mapOfThree,
    ...[encodeCbor('alg'), encodeCbor(-7), encodeCbor('sig'), encodeCbor(signature)],
    ...[encodeCbor('x5c'), listOfOne, encodeCbor(certificate)],
    ...[encodeCbor('authData'), encodeCbor(authData)],
  ]);
  return toResponse(passkey, clientData, attestationObject);
}
