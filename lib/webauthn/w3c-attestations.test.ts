import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { SettingsService, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoCBOR } from '@simplewebauthn/server/helpers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/platform/log';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { w3cVector } from './testing/w3c-vector';
import published from './testing/w3c-vectors.json';
import { verifyAttestation } from './verify-attestation';
import { ALGORITHMS } from './options';
import { registrationResponseSchema } from './schemas';

/** COSE algorithms of the vectors that the register never offers. */
const unoffered = { 'packed.ES384': -35, 'packed.ES512': -36, 'packed.Ed448': -53 };

const fromBase64url = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
const toBase64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const root = fromBase64url(published.attestationRoot);

type Registration = ReturnType<typeof w3cVector>['registration'];

/** The library alone, with every algorithm listed: what it says without our rules. */
function askLibrary({ challenge, response }: Registration) {
  return verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: published.origin,
    expectedRPID: published.rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: [...ALGORITHMS, ...Object.values(unoffered)],
  });
}

const attestationOf = ({ response }: Registration) =>
  decodeAttestationObject(fromBase64url(response.response.attestationObject));

function withAttestation(registration: Registration, bytes: Uint8Array): Registration {
  const { response } = registration.response;
  const changed = { ...response, attestationObject: toBase64url(bytes) };
  return { ...registration, response: { ...registration.response, response: changed } };
}

/** The same with one bit changed where `part` begins, `offset` bytes on. */
function withOneBitChanged(registration: Registration, part: Uint8Array, offset: number) {
  const object = Buffer.from(registration.response.response.attestationObject, 'base64url');
  const at = object.indexOf(part) + offset;
  object[at] = (object[at] ?? 0) ^ 1;
  return withAttestation(registration, object);
}

/** Another sign count: the last of the 37 bytes that open the authenticator data. */
const withAnotherCount = (registration: Registration) =>
  withOneBitChanged(registration, attestationOf(registration).get('authData'), 36);

/** What was decoded is a Map, though its type does not say so. */
const encode = (attestation: ReturnType<typeof attestationOf>) =>
  isoCBOR.encode(attestation as unknown as Parameters<typeof isoCBOR.encode>[0]);

beforeAll(() => setSettings({ ORIGIN: published.origin, RP_ID: published.rpId }));
afterEach(() => vi.restoreAllMocks());

describe('a maker’s statement, which we refuse unread, is right', () => {
  const formats = ['packed', 'android-key', 'apple', 'fido-u2f'] as const;
  const before = formats.map((identifier) => ({
    identifier,
    certificates: SettingsService.getRootCertificates({ identifier }),
  }));
  beforeAll(() => {
    for (const identifier of formats) {
      SettingsService.setRootCertificates({ identifier, certificates: [root] });
    }
  });
  afterAll(() => before.forEach((roots) => SettingsService.setRootCertificates(roots)));

  const packed = ['packed.ES256', 'packed.RS256', 'packed.EdDSA', ...Object.keys(unoffered)];
  test.each(packed)('%s', async (name) => {
    const { registration, credentialId, publicKey } = w3cVector(name);
    const { verified, registrationInfo } = await askLibrary(registration);
    expect(verified).toBe(true);
    expect(registrationInfo?.credential.id).toBe(credentialId);
    expect(registrationInfo?.credential.publicKey).toEqual(publicKey);
    expect(await askLibrary(withAnotherCount(registration))).toMatchObject({ verified: false });
  });

  test('apple.ES256', async () => {
    const { registration } = w3cVector('apple.ES256');
    expect(await askLibrary(registration)).toMatchObject({ verified: true });
    await expect(askLibrary(withAnotherCount(registration))).rejects.toThrow('nonce');
  });

  test('android-key.ES256, once the root that the library asks for is sent along', async () => {
    const { registration } = w3cVector('android-key.ES256');
    const attestation = attestationOf(registration);
    attestation.get('attStmt').get('x5c')?.push(root);
    const sent = withAttestation(registration, encode(attestation));
    expect(await askLibrary(sent)).toMatchObject({ verified: true });
    expect(await askLibrary(withAnotherCount(sent))).toMatchObject({ verified: false });
  });

  test('fido-u2f.ES256, with the AAGUID of zeros that the library asks for', async () => {
    const { registration } = w3cVector('fido-u2f.ES256');
    const attestation = attestationOf(registration);
    attestation.get('authData').fill(0, 37, 53); // not among what U2F signs
    const sent = withAttestation(registration, encode(attestation));
    expect(await askLibrary(sent)).toMatchObject({ verified: true });
    const sig = attestation.get('attStmt').get('sig') ?? new Uint8Array();
    const changed = withOneBitChanged(sent, sig, sig.length - 1);
    expect(await askLibrary(changed)).toMatchObject({ verified: false });
  });

  test('tpm.ES256, but for its maker, whom nobody knows', async () => {
    const { registration } = w3cVector('tpm.ES256');
    await expect(askLibrary(registration)).rejects.toThrow('TPM manufacturer "id:00000000"');
    const attestation = attestationOf(registration);
    await expect(askLibrary(withAnotherCount(registration))).rejects.toThrow(
      'CertInfo extra data did not equal hashed attestation',
    );
    const statement = attestation.get('attStmt');
    const certificate = new X509Certificate(statement.get('x5c')?.[0] ?? '');
    expect(certificate.verify(new X509Certificate(root).publicKey)).toBe(true);
    const certInfo = statement.get('certInfo') ?? new Uint8Array();
    const sig = statement.get('sig') ?? new Uint8Array();
    expect(verify('sha256', certInfo, certificate.publicKey, sig)).toBe(true);
    expect(verify('sha256', root, certificate.publicKey, sig)).toBe(false);
  });
});

describe('an algorithm', () => {
  /** Without a statement nothing signs these bytes, so the user may be made a verified one. */
  function plainAndVerified(registration: Registration): Registration {
    const authData = new Uint8Array(attestationOf(registration).get('authData'));
    authData[32] = (authData[32] ?? 0) | 0x04;
    const plain = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return withAttestation(registration, isoCBOR.encode(plain));
  }
  const enrol = ({ response, challenge }: Registration) =>
    verifyAttestation(registrationResponseSchema.parse(response), challenge);

  test.each(Object.entries(unoffered))('never offered is refused: %s, %i', async (name, alg) => {
    const registration = plainAndVerified(w3cVector(name).registration);
    const info = vi.spyOn(log(), 'info').mockReturnValue();
    expect(await askLibrary(registration)).toMatchObject({ verified: true });
    expect(await enrol(registration)).toBeNull();
    const message: unknown = expect.stringContaining(`Unexpected public key alg "${alg}"`);
    const error: unknown = expect.objectContaining({ message });
    expect(info).toHaveBeenCalledExactlyOnceWith({ err: error }, 'enrolment refused');
  });

  test.each(['packed.ES256', 'packed.RS256', 'packed.EdDSA', 'tpm.ES256', 'android-key.ES256'])(
    'offered is taken without the statement: %s',
    async (name) => {
      const { registration, credentialId, publicKey } = w3cVector(name);
      const enrolled = await enrol(plainAndVerified(registration));
      expect(enrolled?.webauthnId).toBe(credentialId);
      expect(enrolled?.publicKey).toEqual(publicKey);
    },
  );

  test('Ed448, unknown to the library, signed its assertion rightly', () => {
    const { publicKey, authentication } = w3cVector('packed.Ed448');
    const { authenticatorData, clientDataJSON, signature } = authentication.response.response;
    const x = isoCBOR.decodeFirst<Map<number, Uint8Array>>(publicKey).get(-2) ?? new Uint8Array();
    const jwk = { kty: 'OKP', crv: 'Ed448', x: toBase64url(x) };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = [fromBase64url(authenticatorData), sha256(fromBase64url(clientDataJSON))];
    const sig = fromBase64url(signature);
    expect(verify(null, Buffer.concat(signed), key, sig)).toBe(true);
    expect(verify(null, Buffer.concat(signed.reverse()), key, sig)).toBe(false);
  });
});
