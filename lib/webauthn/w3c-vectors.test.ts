import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/platform/log';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { w3cVector } from './testing/w3c-vector';
import published from './testing/w3c-vectors.json';
import { verifyAssertion } from './verify-assertion';
import { verifyAttestation } from './verify-attestation';
import { readClientData } from './client-data';
import { authenticationResponseSchema, registrationResponseSchema } from './schemas';

/**
 * The registrations and authentications of WebAuthn Level 3 §16, all fifteen. What becomes of each
 * follows from our own rules: the user is verified, no page of another site is around ours, no maker’s
 * certificate. An algorithm never offered is refused when its passkey is enrolled, so an assertion does
 * not ask again.
 */
const registrations = {
  'none.ES256': 'not verified',
  'packed-self.ES256': 'good',
  'none.ES256.crossOrigin': 'framed',
  'none.ES256.topOrigin': 'framed, not verified',
  'none.ES256.long-credential-id': 'not verified',
  'packed.ES256': 'certificate',
  'packed.ES384': 'certificate',
  'packed.ES512': 'certificate',
  'packed.RS256': 'certificate',
  'packed.EdDSA': 'certificate',
  'packed.Ed448': 'certificate',
  'tpm.ES256': 'certificate',
  'android-key.ES256': 'certificate',
  'apple.ES256': 'certificate',
  'fido-u2f.ES256': 'certificate',
};
const authentications = {
  'none.ES256': 'not verified',
  'packed-self.ES256': 'not verified',
  'none.ES256.crossOrigin': 'framed',
  'none.ES256.topOrigin': 'framed, top origin',
  'none.ES256.long-credential-id': 'good',
  'packed.ES256': 'good',
  'packed.ES384': 'good',
  'packed.ES512': 'not verified',
  'packed.RS256': 'not verified',
  'packed.EdDSA': 'not verified',
  'packed.Ed448': 'unknown algorithm',
  'tpm.ES256': 'good',
  'android-key.ES256': 'not verified',
  'apple.ES256': 'not verified',
  'fido-u2f.ES256': 'not verified',
};

const expected = { expectedOrigin: published.origin, expectedRPID: published.rpId };

/** What the log says of the last refusal; the library's own words. */
let refusals: string[] = [];
beforeAll(() => setSettings({ ORIGIN: published.origin, RP_ID: published.rpId }));
afterEach(() => {
  vi.restoreAllMocks();
  refusals = [];
});

function listen(): void {
  vi.spyOn(log(), 'info').mockImplementation((line: unknown) => {
    refusals.push((line as { err: Error }).err.message);
  });
}

const UNVERIFIED = [expect.stringMatching(/^User verification (was )?required/)];

test('every vector has its outcome here', () => {
  const names = published.vectors.map(({ name }) => name);
  expect(Object.keys(registrations)).toEqual(names);
  expect(Object.keys(authentications)).toEqual(names);
});

describe('a registration of the specification', () => {
  test.each(Object.entries(registrations))('%s: %s', async (name, outcome) => {
    const { credentialId, publicKey, registration } = w3cVector(name);
    const { challenge } = registration;
    const response = registrationResponseSchema.parse(registration.response);
    const clientData = readClientData(response);
    expect(clientData).toEqual({ challenge, isFramed: outcome.includes('framed') });
    listen();
    const enrolled = await verifyAttestation(response, challenge);
    expect(refusals).toEqual(outcome.includes('not verified') ? UNVERIFIED : []);
    if (outcome === 'good' || outcome === 'framed') {
      expect(enrolled).toMatchObject({ webauthnId: credentialId, counter: 0 });
      expect(enrolled?.publicKey).toEqual(publicKey);
    } else {
      expect(enrolled).toBeNull();
    }
  });

  test.each(['none.ES256', 'none.ES256.long-credential-id'])(
    '%s is right in all but the verification of its user',
    async (name) => {
      const { registration } = w3cVector(name);
      const { verified } = await verifyRegistrationResponse({
        ...expected,
        response: registration.response,
        expectedChallenge: registration.challenge,
        requireUserVerification: false,
      });
      expect(verified).toBe(true);
    },
  );

  test('is refused with another challenge, and with one bit of its self attestation changed', async () => {
    const { registration, authentication } = w3cVector('packed-self.ES256');
    const response = registrationResponseSchema.parse(registration.response);
    listen();
    expect(await verifyAttestation(response, authentication.challenge)).toBeNull();
    const object = Buffer.from(response.response.attestationObject, 'base64url');
    const signature = object.indexOf('sig') + 12;
    object[signature] = (object[signature] ?? 0) ^ 1;
    response.response.attestationObject = object.toString('base64url');
    expect(await verifyAttestation(response, registration.challenge)).toBeNull();
  });
});

const reasons: Record<string, unknown[]> = {
  'not verified': UNVERIFIED,
  'framed, top origin': [expect.stringContaining('top origin')],
  'unknown algorithm': [expect.stringContaining('invalid alg -53')],
};

describe('an authentication of the specification', () => {
  type Vector = ReturnType<typeof w3cVector>;
  const verify = (vector: Vector, challenge = vector.authentication.challenge) =>
    verifyAssertion(authenticationResponseSchema.parse(vector.authentication.response), challenge, {
      id: 'cred_0',
      webauthnId: vector.credentialId,
      publicKey: vector.publicKey,
      userHandle: new Uint8Array(32),
    });

  test.each(Object.entries(authentications))('%s: %s', async (name, outcome) => {
    const vector = w3cVector(name);
    const { challenge } = vector.authentication;
    const response = authenticationResponseSchema.parse(vector.authentication.response);
    expect(readClientData(response)).toEqual({ challenge, isFramed: outcome.includes('framed') });
    listen();
    const verified = await verify(vector);
    expect(refusals).toEqual(reasons[outcome] ?? []);
    if (outcome in reasons) expect(verified).toBeNull();
    else expect(verified).toMatchObject({ newCounter: 0 });
  });

  const known = Object.keys(authentications).filter((name) => name !== 'packed.Ed448');
  test.each(known)('%s is rightly signed, whoever was verified', async (name) => {
    const { credentialId, publicKey, authentication } = w3cVector(name);
    const check = (signature: string) =>
      verifyAuthenticationResponse({
        ...expected,
        expectedTopOrigin: 'https://example.com',
        response: {
          ...authentication.response,
          response: { ...authentication.response.response, signature },
        },
        expectedChallenge: authentication.challenge,
        requireUserVerification: false,
        credential: { id: credentialId, publicKey, counter: 0 },
      });
    const { signature } = authentication.response.response;
    expect(await check(signature)).toMatchObject({ verified: true });
    const changed = Buffer.from(signature, 'base64url');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(await check(changed.toString('base64url'))).toMatchObject({ verified: false });
  });

  test('is refused with another’s public key, and with another challenge', async () => {
    const [vector, other] = [w3cVector('packed.ES256'), w3cVector('none.ES256')];
    listen();
    expect(await verify({ ...vector, publicKey: other.publicKey })).toBeNull();
    expect(await verify(vector, other.authentication.challenge)).toBeNull();
  });
});
