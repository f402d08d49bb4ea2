import { randomBytes } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import {
  attestedCredentialData,
  authenticatorData,
  clientDataJson,
  sha256,
  type Deviation,
  type SoftwarePasskey,
} from './authenticator-data';
import { createAuthenticatorKey } from './authenticator-key';
import { encodeCbor } from './cbor';

export type { Deviation, SoftwarePasskey } from './authenticator-data';

export interface AuthenticatorOptions {
  /** The page's origin. */
  origin: string;
  /** `synced` passkeys are backed up and report counter 0; `device-bound` ones count. */
  kind?: 'synced' | 'device-bound';
}

/**
 * A browser and its authenticator in one, in software: answers the options of a ceremony with the
 * JSON that `@simplewebauthn/browser` would post, honestly or with a chosen deviation.
 */
export class SoftwareAuthenticator {
  readonly passkeys: SoftwarePasskey[] = [];

  constructor(private readonly options: AuthenticatorOptions) {}

  register(
    creation: PublicKeyCredentialCreationOptionsJSON,
    deviation: Deviation = {},
  ): RegistrationResponseJSON {
    const synced = (this.options.kind ?? 'synced') === 'synced';
    const passkey: SoftwarePasskey = {
      id: randomBytes(deviation.idBytes ?? 16).toString('base64url'),
      rpId: creation.rp.id ?? new URL(this.options.origin).hostname,
      userHandle: creation.user.id,
      key: createAuthenticatorKey(deviation.algorithm ?? 'ES256'),
      counter: 0,
      backupEligible: deviation.backupEligible ?? synced,
      backedUp: deviation.backedUp ?? synced,
    };
    this.passkeys.push(passkey);
    const clientData = clientDataJson(
      'webauthn.create',
      creation.challenge,
      this.options.origin,
      deviation,
    );
    const authData = authenticatorData(passkey, deviation, attestedCredentialData(passkey));
    const attestationObject = encodeCbor(
      new Map<string, string | Buffer | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', authData],
      ]),
    );
    return {
      id: passkey.id,
      rawId: passkey.id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal', 'hybrid'],
      },
    };
  }

  /** @throws {Error} when no passkey fits the options, as a browser would say NotAllowedError */
  assert(
    request: PublicKeyCredentialRequestOptionsJSON,
    deviation: Deviation = {},
    passkey = this.#choose(request),
  ): AuthenticationResponseJSON {
    if (!passkey.backupEligible) passkey.counter += 1;
    const clientData = clientDataJson(
      'webauthn.get',
      request.challenge,
      this.options.origin,
      deviation,
    );
    const authData = authenticatorData(passkey, deviation);
    const signature = passkey.key.sign(Buffer.concat([authData, sha256(clientData)]));
    if (deviation.breakSignature) {
      signature[signature.length - 1] = (signature[signature.length - 1] ?? 0) ^ 1;
    }
    const userHandle =
      deviation.userHandle === undefined ? passkey.userHandle : deviation.userHandle;
    return {
      id: passkey.id,
      rawId: passkey.id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle === null ? {} : { userHandle }),
      },
    };
  }

  #choose(request: PublicKeyCredentialRequestOptionsJSON): SoftwarePasskey {
    const allowed = request.allowCredentials?.map(({ id }) => id) ?? [];
    const fitting = this.passkeys.findLast(
      ({ id, rpId }) =>
        rpId === (request.rpId ?? new URL(this.options.origin).hostname) &&
        (allowed.length === 0 || allowed.includes(id)),
    );
    if (!fitting) throw new Error('NotAllowedError: no passkey of this authenticator fits');
    return fitting;
  }
}
