import type { CheckingKey, ReceiptClaims, SummaryClaims } from '@/lib/receipts/dto';
import { bytesOf, digestOf, jsonOf } from './base64url';
import { checkEvidence, type EvidenceFinding, type ReceiptEvidence } from './check-evidence';

export type ReceiptReading =
  | {
      result: 'genuine' | 'revoked';
      kind: 'receipt';
      claims: ReceiptClaims;
      digest: string;
      /** Of a copy "with proof"; null: there is no evidence in it. */
      evidence: EvidenceFinding | null;
    }
  | { result: 'genuine' | 'revoked'; kind: 'summary'; claims: SummaryClaims; digest: string }
  /** No receipt, or not a whole one. */
  | { result: 'unreadable' }
  /** Signed with a key that the page does not have. */
  | { result: 'unknown-key' }
  /** Changed after it was signed, or never signed with the key that it names. */
  | { result: 'changed' };

const kinds = new Map<unknown, 'receipt' | 'summary'>([
  ['dar-receipt+jwt', 'receipt'],
  ['dar-receipt-summary+jwt', 'summary'],
]);

interface Parts {
  header: { alg?: unknown; typ?: unknown; kid?: unknown; crit?: unknown };
  claims: unknown;
  signed: string;
  signature: Uint8Array<ArrayBuffer>;
}

/** The parts of the one compact JWS in a text, however it was wrapped or pasted; null: there is none. */
function partsOf(text: string): Parts | null {
  const jws = /^[^#]*?#?([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text.replaceAll(/\s/g, ''));
  if (!jws) return null;
  const [, header = '', claims = '', signature = ''] = jws;
  try {
    return {
      header: jsonOf(header) as Parts['header'],
      claims: jsonOf(claims),
      signed: `${header}.${claims}`,
      signature: bytesOf(signature),
    };
  } catch (error) {
    // What does not decode is no receipt; that is the answer, whatever was wrong with it.
    if (
      error instanceof SyntaxError ||
      error instanceof TypeError ||
      error instanceof DOMException
    ) {
      return null;
    }
    throw error;
  }
}

/** A receipt out of what was chosen: the bare JWS, or a copy "with proof", which is JSON. */
function copyOf(text: string): { jws: string; evidence: ReceiptEvidence | null } {
  if (!text.trimStart().startsWith('{')) return { jws: text, evidence: null };
  try {
    const { receipt, evidence } = JSON.parse(text) as Record<string, unknown>;
    return {
      jws: typeof receipt === 'string' ? receipt : '',
      evidence: (evidence ?? null) as ReceiptEvidence | null,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { jws: '', evidence: null };
    throw error;
  }
}

async function isSignedBy({ x, y }: CheckingKey, { signed, signature }: Parts): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'EC', crv: 'P-256', x, y },
    algorithm,
    false,
    ['verify'],
  );
  const data = new TextEncoder().encode(signed);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, data);
}

/**
 * Reads a receipt, or the code of a printed one, and says whether the register signed it. Nothing leaves the
 * browser: `keys` came with the page.
 */
export async function readReceipt(
  text: string,
  keys: readonly CheckingKey[],
): Promise<ReceiptReading> {
  const { jws, evidence } = copyOf(text);
  const parts = partsOf(jws);
  const { alg, typ, kid, crit } = parts?.header ?? {};
  const kind = kinds.get(typ);
  if (!parts || !kind) return { result: 'unreadable' };
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) return { result: 'unknown-key' };
  const isOurs = alg === 'ES256' && crit === undefined && (await isSignedBy(key, parts));
  if (!isOurs) return { result: 'changed' };
  const result = key.isRevoked ? 'revoked' : 'genuine';
  const digest = await digestOf(parts.signed);
  // The register signed it, so it is as the register writes receipts.
  if (kind === 'summary') return { result, kind, claims: parts.claims as SummaryClaims, digest };
  const claims = parts.claims as ReceiptClaims;
  const found = evidence && (await checkEvidence(evidence, claims));
  return { result, kind, claims, digest, evidence: found };
}
