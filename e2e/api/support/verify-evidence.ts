import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../../../harness/api-client';
import { digestOf } from '../../../harness/callers/proposal';

// Written from the specifications alone: Web Authentication Level 3 §5.8.1, §6.1 and §7.2, RFC 8949 (CBOR), RFC 9053
// (COSE keys) and RFC 8785. It knows nothing of the register and of no library but Node's own.

export interface Evidence {
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
  publicKey: string;
  algorithm: number;
}

export interface Confirmed {
  evidence: Evidence;
  /** What was shown, and what it is bound to. */
  bound: { 'token-ref': string; duid: string; mpxn: string; proposal: JsonObject };
  origin: string;
  rpId: string;
}

const bytes = (text: string) => Buffer.from(text, 'base64url');
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

/** The members of a CBOR map from whole numbers to whole numbers and byte strings, which must be all there is. */
function readCoseKey(key: Buffer): Map<number, number | Buffer> {
  let at = 0;
  const head = () => {
    const first = key.readUInt8(at++);
    const [major, short] = [first >> 5, first & 31];
    if (short < 24) return { major, value: short };
    const width = 2 ** (short - 24);
    if (width > 4) throw new Error('no such length');
    const value = key.readUIntBE(at, width);
    at += width;
    return { major, value };
  };
  const item = (): number | Buffer => {
    const { major, value } = head();
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major !== 2 || at + value > key.length) throw new Error('no number and no bytes');
    at += value;
    return key.subarray(at - value, at);
  };
  const { major, value: count } = head();
  if (major !== 5) throw new Error('no map');
  const members = new Map<number, number | Buffer>();
  for (let member = 0; member < count; member += 1) members.set(item() as number, item());
  if (at !== key.length) throw new Error('something stands behind the key');
  return members;
}

function toKey(members: Map<number, number | Buffer>, algorithm: number): KeyObject {
  if (members.get(3) !== algorithm) throw new Error('the key is for another algorithm');
  const text = (label: number) => Buffer.from(members.get(label) as Buffer).toString('base64url');
  const is = (type: number, curve?: number) =>
    members.get(1) === type && (curve === undefined || members.get(-1) === curve);
  if (algorithm === -7 && is(2, 1)) {
    const key = { kty: 'EC', crv: 'P-256', x: text(-2), y: text(-3) };
    return createPublicKey({ key, format: 'jwk' });
  }
  if (algorithm === -8 && is(1, 6)) {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text(-2) }, format: 'jwk' });
  }
  if (algorithm === -257 && is(3)) {
    return createPublicKey({ key: { kty: 'RSA', n: text(-1), e: text(-2) }, format: 'jwk' });
  }
  throw new Error('no key of this algorithm');
}

function isRightClientData({ evidence, bound, origin }: Confirmed): boolean {
  const data = JSON.parse(bytes(evidence.clientDataJSON).toString()) as JsonObject;
  const challenge = bytes(String(data['challenge']));
  const digest = bytes(digestOf({ version: 1, ...bound }));
  return (
    data['type'] === 'webauthn.get' &&
    data['origin'] === origin &&
    data['crossOrigin'] === false &&
    challenge.length === 64 &&
    challenge.subarray(32).equals(digest)
  );
}

function isRightAuthenticatorData({ evidence, rpId }: Confirmed): boolean {
  const data = bytes(evidence.authenticatorData);
  const flags = data.readUInt8(32);
  const [present, verified] = [1, 4];
  return (
    data.subarray(0, 32).equals(sha256(rpId)) && (flags & present) !== 0 && (flags & verified) !== 0
  );
}

function isSigned({ clientDataJSON, authenticatorData, ...evidence }: Evidence): boolean {
  const signed = Buffer.concat([bytes(authenticatorData), sha256(bytes(clientDataJSON))]);
  const key = toKey(readCoseKey(bytes(evidence.publicKey)), evidence.algorithm);
  const hash = evidence.algorithm === -8 ? null : 'sha256';
  return verify(hash, signed, key, bytes(evidence.signature));
}

/** Whether a person confirmed exactly this proposal with this passkey, by the evidence alone. */
export function isConfirmed(confirmed: Confirmed): boolean {
  try {
    return (
      isRightClientData(confirmed) &&
      isRightAuthenticatorData(confirmed) &&
      isSigned(confirmed.evidence)
    );
  } catch {
    return false; // what cannot be read confirms nothing
  }
}
