import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReceiptClaims } from '@/lib/receipts/dto';
import { plainSignature } from './cose-key';
import { checkEvidence, type ReceiptEvidence } from './check-evidence';

const origin = 'https://id.central.consent';
const proposalDigest = createHash('sha256').update('the proposal').digest();

type Kind = 'ES256' | 'Ed25519' | 'RS256';

const publicKeyEncoding = { type: 'spki', format: 'der' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'der' } as const;
const encodings = { publicKeyEncoding, privateKeyEncoding };

function generate(kind: Kind): { publicKey: Buffer; privateKey: Buffer } {
  switch (kind) {
    case 'ES256':
      return generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        publicKeyEncoding,
        privateKeyEncoding,
      });
    case 'Ed25519':
      return generateKeyPairSync('ed25519', { ...encodings, privateKeyEncoding });
    case 'RS256':
      return generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding,
        privateKeyEncoding,
      });
  }
}

/** The COSE_Key of a public key, written out byte by byte (RFC 9053). */
function coseOf(kind: Kind, publicKey: KeyObject): Buffer {
  const { x = '', y = '', n = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const hex = (text: string) => Buffer.from(text, 'hex');
  switch (kind) {
    case 'ES256':
      return Buffer.concat([hex('a5010203262001215820'), bytes(x), hex('225820'), bytes(y)]);
    case 'Ed25519':
      return Buffer.concat([hex('a4010103272006215820'), bytes(x)]);
    case 'RS256':
      return Buffer.concat([hex('a401030339010020590100'), bytes(n), hex('2143010001')]);
  }
}

interface Wish {
  kind?: Kind;
  challenge?: Buffer;
  type?: string;
  origin?: string;
  flags?: number;
}

function evidenceOf(wish: Wish = {}): ReceiptEvidence {
  const { kind = 'ES256', flags = 0b101 } = wish;
  const { publicKey: publicDer, privateKey: privateDer } = generate(kind);
  const publicKey = createPublicKey({ key: publicDer, ...publicKeyEncoding });
  const privateKey = createPrivateKey({ key: privateDer, ...privateKeyEncoding });
  const challenge = wish.challenge ?? Buffer.concat([Buffer.alloc(32, 7), proposalDigest]);
  const clientData = Buffer.from(
    JSON.stringify({
      type: wish.type ?? 'webauthn.get',
      challenge: challenge.toString('base64url'),
      origin: wish.origin ?? origin,
      crossOrigin: false,
    }),
  );
  const authenticatorData = Buffer.concat([
    createHash('sha256').update('central.consent').digest(),
    Buffer.from([flags, 0, 0, 0, 9]),
  ]);
  const hash = createHash('sha256').update(clientData).digest();
  const signed = Buffer.concat([authenticatorData, hash]);
  const signature = sign(kind === 'Ed25519' ? null : 'sha256', signed, privateKey);
  return {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: authenticatorData.toString('base64url'),
    signature: signature.toString('base64url'),
    publicKey: coseOf(kind, publicKey).toString('base64url'),
    algorithm: { ES256: -7, Ed25519: -8, RS256: -257 }[kind],
  };
}

/** The claims of a receipt that names this evidence and the proposal, as far as they matter here. */
function claimsOf(
  evidence: ReceiptEvidence,
  digest: string | null = proposalDigest.toString('base64url'),
) {
  const names = [
    'algorithm',
    'authenticatorData',
    'clientDataJSON',
    'publicKey',
    'signature',
  ] as const;
  const canonical = `{${names.map((name) => `"${name}":${JSON.stringify(evidence[name])}`).join(',')}}`;
  return {
    iss: origin,
    confirmation: { 'proposal-digest': digest },
    'evidence-digest': createHash('sha256').update(canonical).digest('base64url'),
  } as ReceiptClaims;
}

const check = (evidence: ReceiptEvidence) => checkEvidence(evidence, claimsOf(evidence));

describe('evidence', () => {
  test.each(['ES256', 'Ed25519', 'RS256'] as const)('of a passkey with %s fits', async (kind) => {
    expect(await check(evidenceOf({ kind }))).toBe('fits');
  });

  test('is read with the numbers of its signature as short or long as DER writes them', () => {
    const der = Uint8Array.from(Buffer.from(`302602037f0102022100${'80'.repeat(32)}`, 'hex'));
    const plain = Buffer.from(plainSignature(der)).toString('hex');
    expect(plain).toBe(`${'00'.repeat(29)}7f0102${'80'.repeat(32)}`);
    expect(() => plainSignature(der.slice(0, -1))).toThrow(SyntaxError);
  });

  test.each<[string, Wish]>([
    ['whose challenge ends with another digest', { challenge: Buffer.alloc(64, 1) }],
    ['whose challenge is the digest alone', { challenge: proposalDigest }],
    ['that enrolled and asserted nothing', { type: 'webauthn.create' }],
    ['of another site', { origin: 'https://id.example' }],
    ['of a device that verified nobody', { flags: 0b001 }],
  ])('%s does not fit, though rightly signed', async (_what, wish) => {
    expect(await check(evidenceOf(wish))).toBe('does-not-fit');
  });

  test('of another confirmation than the receipt names does not fit', async () => {
    const evidence = evidenceOf();
    expect(await checkEvidence(evidence, claimsOf(evidenceOf()))).toBe('does-not-fit');
    expect(await checkEvidence(evidence, claimsOf(evidence, null))).toBe('does-not-fit');
  });

  test('with another passkey’s key or signature does not fit, whatever the receipt names', async () => {
    const [one, other] = [evidenceOf(), evidenceOf()];
    expect(await check({ ...one, publicKey: other.publicKey })).toBe('does-not-fit');
    expect(await check({ ...one, signature: other.signature })).toBe('does-not-fit');
  });

  test.each<[string, Partial<ReceiptEvidence>]>([
    ['a key that is cut off', { publicKey: 'pQECAyYgASFYIA' }],
    ['a key of no known kind', { publicKey: 'oQEC' }],
    ['a signature that is none', { signature: 'MAA' }],
    ['client data that is no JSON', { clientDataJSON: 'e30x' }],
    ['what is no base64url', { clientDataJSON: '%%%' }],
  ])('with %s does not fit', async (_what, change) => {
    expect(await check({ ...evidenceOf(), ...change })).toBe('does-not-fit');
  });
});
