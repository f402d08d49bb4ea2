import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/platform/log';
import { setSettings } from '@/lib/platform/testing/set-settings';
import published from './testing/w3c-vectors.json';
import { verifyAssertion } from './verify-assertion';
import { verifyEnrolment } from './verify-enrolment';
import {
  authenticationResponseSchema,
  readClientData,
  registrationResponseSchema,
} from './webauthn-response';

/**
 * The registrations and authentications of WebAuthn Level 3 §16. What becomes of each follows from our
 * own rules: the user is verified, no page of another site is around ours, no maker’s certificate. Not
 * among them are the five of what is never offered: ES384, ES512, Ed448, TPM, Android key.
 */
const registrations = {
  'none.ES256': 'not verified',
  'packed-self.ES256': 'good',
  'none.ES256.crossOrigin': 'framed',
  'none.ES256.topOrigin': 'framed, not verified',
  'none.ES256.long-credential-id': 'not verified',
  'packed.ES256': 'certificate',
  'packed.RS256': 'certificate',
  'packed.EdDSA': 'certificate',
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
  'packed.RS256': 'not verified',
  'packed.EdDSA': 'not verified',
  'apple.ES256': 'not verified',
  'fido-u2f.ES256': 'not verified',
};
/** Theirs are formats that the library takes, certificate and all: our rule alone refuses them. */
const certified = ['packed.ES256', 'packed.RS256', 'packed.EdDSA'] as const;

type Name = keyof typeof registrations;
type Vector = (typeof published.vectors)[number];

function vectorOf(name: Name): Vector {
  const found = published.vectors.find((vector) => vector.name === name);
  if (!found) throw new Error(`no vector ${name}`);
  return found;
}

const passkey = (id: string) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
});

function registrationOf({ credentialId, registration }: Vector): RegistrationResponseJSON {
  const { clientDataJSON, attestationObject } = registration;
  return { ...passkey(credentialId), response: { clientDataJSON, attestationObject } };
}

function authenticationOf({ credentialId, authentication }: Vector): AuthenticationResponseJSON {
  const { clientDataJSON, authenticatorData, signature } = authentication;
  return { ...passkey(credentialId), response: { clientDataJSON, authenticatorData, signature } };
}

const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));
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

describe('a registration of the specification', () => {
  test.each(Object.entries(registrations) as [Name, string][])('%s: %s', async (name, outcome) => {
    const vector = vectorOf(name);
    const { challenge } = vector.registration;
    const response = registrationResponseSchema.parse(registrationOf(vector));
    const clientData = readClientData(response);
    expect(clientData).toEqual({ challenge, isFramed: outcome.includes('framed') });
    listen();
    const enrolled = await verifyEnrolment(response, challenge);
    expect(refusals).toEqual(outcome.includes('not verified') ? UNVERIFIED : []);
    if (outcome === 'good' || outcome === 'framed') {
      expect(enrolled).toMatchObject({ webauthnId: vector.credentialId, counter: 0 });
      expect(Buffer.from(enrolled?.publicKey ?? []).toString('base64url')).toBe(vector.publicKey);
    } else {
      expect(enrolled).toBeNull();
    }
  });

  test.each([...certified, 'none.ES256', 'none.ES256.long-credential-id'] as const)(
    '%s is right in all but what we refuse it for',
    async (name) => {
      const vector = vectorOf(name);
      const { verified } = await verifyRegistrationResponse({
        ...expected,
        response: registrationOf(vector),
        expectedChallenge: vector.registration.challenge,
        requireUserVerification: false,
      });
      expect(verified).toBe(true);
    },
  );

  test('is refused with another challenge, and with one bit of its self attestation changed', async () => {
    const vector = vectorOf('packed-self.ES256');
    const response = registrationResponseSchema.parse(registrationOf(vector));
    listen();
    expect(await verifyEnrolment(response, vector.authentication.challenge)).toBeNull();
    const object = Buffer.from(vector.registration.attestationObject, 'base64url');
    const signature = object.indexOf('sig') + 12;
    object[signature] = (object[signature] ?? 0) ^ 1;
    response.response.attestationObject = object.toString('base64url');
    expect(await verifyEnrolment(response, vector.registration.challenge)).toBeNull();
  });
});

const reasons: Record<string, unknown[]> = {
  'not verified': UNVERIFIED,
  'framed, top origin': [expect.stringContaining('top origin')],
};

describe('an authentication of the specification', () => {
  const verify = (vector: Vector, challenge = vector.authentication.challenge) =>
    verifyAssertion(
      authenticationResponseSchema.parse(authenticationOf(vector)),
      challenge,
      { id: 'cred_0', webauthnId: vector.credentialId, publicKey: bytes(vector.publicKey) },
      new Uint8Array(32),
    );

  test.each(Object.entries(authentications) as [Name, string][])(
    '%s: %s',
    async (name, outcome) => {
      const vector = vectorOf(name);
      const { challenge } = vector.authentication;
      const response = authenticationResponseSchema.parse(authenticationOf(vector));
      expect(readClientData(response)).toEqual({ challenge, isFramed: outcome.includes('framed') });
      listen();
      const verified = await verify(vector);
      expect(refusals).toEqual(reasons[outcome] ?? []);
      if (outcome in reasons) expect(verified).toBeNull();
      else expect(verified).toMatchObject({ newCounter: 0 });
    },
  );

  test.each(published.vectors)('$name is rightly signed, whoever was verified', async (vector) => {
    const { verified } = await verifyAuthenticationResponse({
      ...expected,
      expectedTopOrigin: 'https://example.com',
      response: authenticationOf(vector),
      expectedChallenge: vector.authentication.challenge,
      requireUserVerification: false,
      credential: { id: vector.credentialId, publicKey: bytes(vector.publicKey), counter: 0 },
    });
    expect(verified).toBe(true);
  });

  test('is refused with another’s public key, and with another challenge', async () => {
    const [vector, other] = [vectorOf('packed.ES256'), vectorOf('none.ES256')];
    listen();
    expect(await verify({ ...vector, publicKey: other.publicKey })).toBeNull();
    expect(await verify(vector, other.authentication.challenge)).toBeNull();
  });
});
