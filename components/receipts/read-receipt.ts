import type { CheckingKey, ReceiptClaims, SummaryClaims } from '@/lib/receipts/dto';

export type ReceiptReading =
  | { result: 'genuine' | 'revoked'; kind: 'receipt'; claims: ReceiptClaims; digest: string }
  | { result: 'genuine' | 'revoked'; kind: 'summary'; claims: SummaryClaims; digest: string }
  /** No receipt, or not a whole one. */
  | { result: 'unreadable' }
  /** Signed with a key that the page does not have. */
  | { result: 'unknown-key' }
  /** Changed after it was signed, or never signed with the key that it names. */
  | { result: 'changed' };

const kinds: Record<string, 'receipt' | 'summary'> = {
  'dar-receipt+jwt': 'receipt',
  'dar-receipt-summary+jwt': 'summary',
};

interface Parts {
  header: { alg?: unknown; typ?: unknown; kid?: unknown; crit?: unknown };
  claims: unknown;
  signed: string;
  signature: Uint8Array<ArrayBuffer>;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function jsonOf(base64url: string): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));
}

export function base64urlOf(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
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
  const parts = partsOf(text);
  const { alg, typ, kid, crit } = parts?.header ?? {};
  const kind = typeof typ === 'string' ? kinds[typ] : undefined;
  if (!parts || !kind) return { result: 'unreadable' };
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) return { result: 'unknown-key' };
  const isOurs = alg === 'ES256' && crit === undefined && (await isSignedBy(key, parts));
  if (!isOurs) return { result: 'changed' };
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts.signed));
  const reading = {
    result: key.isRevoked ? 'revoked' : 'genuine',
    digest: base64urlOf(hash),
  } as const;
  // The register signed it, so it is as the register writes receipts.
  return kind === 'receipt'
    ? { ...reading, kind, claims: parts.claims as ReceiptClaims }
    : { ...reading, kind, claims: parts.claims as SummaryClaims };
}
