import { expect } from 'vitest';
import { CLIENT_ID, CLIENT_SECRET, sendJson, type IssuerWays } from './fake-issuer';
import { writeJwt } from './hand-made-jwt';
import { IssuerKey } from './issuer-keys';
import type { Failure, LogLine } from './supplier-failures';
import type { ServerResponse } from 'node:http';

export const client = {
  method: 'client_secret_basic',
  id: CLIENT_ID,
  secret: CLIENT_SECRET,
} as const;

/** Begins an answer and never ends it. */
const hang = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
};
const hangUp = (response: ServerResponse) => void response.destroy();
const tooMuch = sendJson({ filler: 'x'.repeat(300_000) });
const sendText = (response: ServerResponse) => void response.end('all is well');

/** Issuers that are at fault before anybody has signed in there. */
export const faultyIssuers: [id: string, what: string, Partial<IssuerWays>, Failure, LogLine][] = [
  [
    'hanging',
    'does not end its answer in time',
    { instead: { metadata: hang } },
    'timed-out',
    { asked: expect.stringContaining('/hanging/.well-known/openid-configuration') },
  ],
  [
    'other',
    'calls itself by another address',
    { metadata: { issuer: 'https://elsewhere.example/other' } },
    'issuer',
    { received: 'https://elsewhere.example/other', expected: expect.stringContaining('/other') },
  ],
  [
    'unsafe',
    'offers no safe signature',
    { metadata: { id_token_signing_alg_values_supported: ['none', 'HS256'] } },
    'algorithm',
    { offered: 'none HS256' },
  ],
  [
    'unfitting',
    'wants the register known by a key, where there is a secret',
    { metadata: { token_endpoint_auth_methods_supported: ['private_key_jwt'] } },
    'algorithm',
    { reason: 'client-secret', offered: 'private_key_jwt' },
  ],
  [
    'partial',
    'does not say where it takes codes',
    { metadata: { token_endpoint: undefined } },
    'unreadable',
    { reason: 'metadata', member: 'token_endpoint' },
  ],
  [
    'large',
    'answers too much',
    { instead: { metadata: tooMuch } },
    'unreadable',
    { reason: 'too-large' },
  ],
  [
    'absent',
    'has no such document',
    { instead: { metadata: sendJson({}, 404) } },
    'unreadable',
    { status: 404 },
  ],
  [
    'broken',
    'is broken',
    { instead: { metadata: sendJson({}, 500) } },
    'out-of-order',
    { status: 500 },
  ],
  ['closed', 'is not there', {}, 'unreachable', { code: 'ECONNREFUSED' }],
  [
    'letters',
    'is the same address in other letters',
    {},
    'issuer',
    {
      expected: expect.stringContaining('LOCALHOST'),
      received: expect.stringContaining('localhost'),
    },
  ],
  [
    'slash',
    'has no slash at its end where the settings do',
    {},
    'issuer',
    { expected: expect.stringMatching(/\/slash\/$/), received: expect.stringMatching(/\/slash$/) },
  ],
];

const otherKey = (kid: string) => new IssuerKey('ES256', kid);

/** What an issuer's answer may have wrong with it, and how that is told and logged. */
export const faultyAnswers: [what: string, Partial<IssuerWays>, Failure, LogLine][] = [
  [
    'signed with another algorithm than is offered',
    { idToken: (claims) => new IssuerKey('ES384', 'first').sign(claims) },
    'algorithm',
    { received: 'ES384', accepted: 'ES256' },
  ],
  [
    'signed by nobody',
    { idToken: (claims) => writeJwt({ alg: 'none', kid: 'first' }, claims, '') },
    'algorithm',
    { received: 'none' },
  ],
  [
    'signed by another under the id of the key',
    { idToken: (claims) => otherKey('first').sign(claims) },
    'signature',
    { reason: 'wrong' },
  ],
  [
    'signed with a key that the issuer does not show',
    { idToken: (claims) => otherKey('unknown').sign(claims) },
    'signature',
    { reason: 'no-such-key', kid: 'unknown' },
  ],
  [
    'of another issuer',
    { claims: { iss: 'https://elsewhere.example' } },
    'issuer',
    { received: 'https://elsewhere.example', expected: expect.stringContaining('/gridco') },
  ],
  ['for another client', { claims: { aud: 'somebody else' } }, 'not-for-us', { claim: 'aud' }],
  [
    'for several clients, of which another asked',
    { claims: { aud: [CLIENT_ID, 'other'], azp: 'other' } },
    'not-for-us',
    { claim: 'azp' },
  ],
  ['to another sign-in', { claims: { nonce: 'of another' } }, 'not-for-us', { claim: 'nonce' }],
  ['that names no sign-in', { claims: { nonce: undefined } }, 'unreadable', {}],
  ['made by a clock 5 minutes ahead', { clockOffS: 300 }, 'clock', { claim: 'iat' }],
  ['made by a clock 5 minutes behind', { clockOffS: -300 }, 'clock', { claim: 'iat' }],
  ['that has run out', { tokenLifetimeS: -61 }, 'clock', { claim: 'exp' }],
  [
    'without an ID token',
    { instead: { token: sendJson({ access_token: 'x', token_type: 'Bearer' }) } },
    'unreadable',
    {},
  ],
  ['that is no JSON', { instead: { token: sendText } }, 'unreadable', {}],
  ['that is too long', { instead: { token: tooMuch } }, 'unreadable', { reason: 'too-large' }],
  [
    'that leads elsewhere',
    { instead: { token: sendJson({}, 302, { location: 'https://elsewhere.example' }) } },
    'unreadable',
    { status: 302 },
  ],
  [
    'that refuses the register',
    { client: { ...client, secret: 'another' } },
    'register-refused',
    { status: 401, asked: expect.stringContaining('/gridco/token') },
  ],
  [
    'that refuses the register in other words',
    { instead: { token: sendJson({ error: 'unauthorized_client' }, 400) } },
    'register-refused',
    { status: 400, error: 'unauthorized_client' },
  ],
  [
    'that refuses the code',
    { instead: { token: sendJson({ error: 'invalid_grant' }, 400) } },
    'code-refused',
    { error: 'invalid_grant' },
  ],
  [
    'that says it is out of order',
    { instead: { token: sendJson({}, 503) } },
    'out-of-order',
    { status: 503 },
  ],
  [
    'that breaks off',
    { instead: { token: hangUp } },
    'unreachable',
    { asked: expect.stringContaining('/gridco/token') },
  ],
  [
    'whose keys break off',
    { instead: { keys: hangUp } },
    'unreachable',
    { asked: expect.stringContaining('/gridco/keys') },
  ],
  [
    'that does not come in time',
    { instead: { token: hang } },
    'timed-out',
    { asked: expect.stringContaining('/gridco/token') },
  ],
  ['that names no meter point', { claims: { meter_points: [] } }, 'no-meter-point', {}],
];
