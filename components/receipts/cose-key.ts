import { base64urlOf } from './base64url';

/** A passkey's public key, ready to be imported, with how its signatures are verified. */
export interface PasskeyKey {
  jwk: JsonWebKey;
  importAs: EcKeyImportParams | RsaHashedImportParams | Algorithm;
  verifyAs: EcdsaParams | Algorithm;
  /** Its signatures are two numbers in DER, which browsers want plain. */
  isEcdsa: boolean;
}

type Value = number | string | Uint8Array<ArrayBuffer>;

/** Reads the flat map of numbers, texts and bytes that a COSE_Key is (RFC 9052, section 7); other CBOR is refused. */
class CoseReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array<ArrayBuffer>) {}

  map(): Map<Value, Value> {
    const { major, length } = this.#head();
    if (major !== 5) throw new SyntaxError('no map');
    const found = new Map<Value, Value>();
    for (let count = 0; count < length; count += 1) found.set(this.#value(), this.#value());
    return found;
  }

  #byte(): number {
    const byte = this.bytes[this.#at];
    if (byte === undefined) throw new SyntaxError('cut off');
    this.#at += 1;
    return byte;
  }

  #head(): { major: number; length: number } {
    const first = this.#byte();
    const size = first & 0x1f;
    const more = size < 24 ? 0 : 2 ** (size - 24);
    if (more > 4) throw new SyntaxError('too long');
    let length = more === 0 ? size : 0;
    for (let count = 0; count < more; count += 1) length = length * 256 + this.#byte();
    return { major: first >> 5, length };
  }

  #value(): Value {
    const { major, length } = this.#head();
    if (major === 0) return length;
    if (major === 1) return -1 - length;
    if (major !== 2 && major !== 3) throw new SyntaxError('no number, bytes or text');
    const bytes = this.bytes.slice(this.#at, this.#at + length);
    if (bytes.length !== length) throw new SyntaxError('cut off');
    this.#at += length;
    return major === 2 ? bytes : new TextDecoder().decode(bytes);
  }
}

/**
 * The public key of a passkey of the three kinds that the register offers: ES256, EdDSA with Ed25519, RS256.
 * @throws {SyntaxError} for anything else
 */
export function readCoseKey(bytes: Uint8Array<ArrayBuffer>): PasskeyKey {
  const members = new CoseReader(bytes).map();
  const text = (label: number) => {
    const value = members.get(label);
    if (!(value instanceof Uint8Array)) throw new SyntaxError(`no ${label}`);
    return base64urlOf(value);
  };
  switch (members.get(3)) {
    case -7:
      return {
        jwk: { kty: 'EC', crv: 'P-256', x: text(-2), y: text(-3) },
        importAs: { name: 'ECDSA', namedCurve: 'P-256' },
        verifyAs: { name: 'ECDSA', hash: 'SHA-256' },
        isEcdsa: true,
      };
    case -8:
      return {
        jwk: { kty: 'OKP', crv: 'Ed25519', x: text(-2) },
        importAs: { name: 'Ed25519' },
        verifyAs: { name: 'Ed25519' },
        isEcdsa: false,
      };
    case -257:
      return {
        jwk: { kty: 'RSA', n: text(-1), e: text(-2) },
        importAs: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
        verifyAs: { name: 'RSASSA-PKCS1-v1_5' },
        isEcdsa: false,
      };
    default:
      throw new SyntaxError('no kind of key that the register offers');
  }
}

/** An ECDSA signature as its two numbers of 32 bytes each, out of DER. @throws {SyntaxError} */
export function plainSignature(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    if (der[at] !== 2 || length === 0) throw new SyntaxError('no signature in DER');
    // A number is written as short as it can be, and with a zero before a first bit that is set.
    const number = der.slice(at + 2, at + 2 + length);
    const digits = number[0] === 0 ? number.slice(1) : number;
    if (number.length !== length || digits.length > 32)
      throw new SyntaxError('no signature in DER');
    plain.set(digits, end - digits.length);
    at += 2 + length;
  }
  return plain;
}
