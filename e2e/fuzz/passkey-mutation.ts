import fc from 'fast-check';
import { applyJsonMutation, jsonMutation, type JsonMutation } from './json-mutation';

/** A browser's answer to a ceremony, as far as it is mutated. */
export interface PasskeyAnswer {
  id: string;
  rawId: string;
  type: string;
  response: Record<string, unknown>;
}

/** One thing done to one answer; `field` and `at` are taken modulo what there is. */
export type PasskeyMutation =
  | { level: 'bit'; field: number; at: number; bit: number }
  | { level: 'bytes'; field: number; at: number; removed: number; inserted: string }
  | { level: 'base64url'; field: number; at: number; removed: number; inserted: string }
  | ({ level: 'json' } & JsonMutation)
  | ({ level: 'client data' } & JsonMutation);

/** Heads of CBOR values that end too soon, never, or are far too long; and plain filling. */
const cborPieces = [
  ...['', '00', 'ff', 'f6', 'f7', 'fb7ff0000000000000', 'a0', '80', '40', '60', 'c0', 'f4'],
  ...['5bffffffffffffffff', '9bffffffffffffffff', 'bbffffffffffffffff', '7b7fffffffffffffff'],
  ...['5f', '9f', 'bf', '7f', '1c', '3bffffffffffffffff', '5affffffff', '9affffffff', 'd8184100'],
  ...['81'.repeat(2000), 'a100'.repeat(1000), '00'.repeat(300), 'a16131a1613100'],
];

const place = { field: fc.nat(), at: fc.nat() };
export const passkeyMutation: fc.Arbitrary<PasskeyMutation> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ level: fc.constant('bit'), ...place, bit: fc.nat(7) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      level: fc.constant('bytes'),
      ...place,
      removed: fc.nat(9),
      inserted: fc.constantFrom(...cborPieces),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      level: fc.constant('base64url'),
      ...place,
      removed: fc.nat(2),
      inserted: fc.constantFrom('', '=', '==', '+', '/', ' ', 'A', '_', '\n', 'é', '%41', 'AAAA'),
    }),
  },
  {
    weight: 3,
    arbitrary: jsonMutation.map((one): PasskeyMutation => ({ level: 'json', ...one })),
  },
  {
    weight: 3,
    arbitrary: jsonMutation.map((one): PasskeyMutation => ({ level: 'client data', ...one })),
  },
);

/** The members of an answer that are bytes. */
function byteFields(answer: PasskeyAnswer): [holder: Record<string, unknown>, name: string][] {
  const response = Object.keys(answer.response)
    .filter((name) => typeof answer.response[name] === 'string')
    .map((name): [Record<string, unknown>, string] => [answer.response, name]);
  const whole = answer as unknown as Record<string, unknown>;
  return [...response, [whole, 'id'], [whole, 'rawId']];
}

function spliced(bytes: Buffer, at: number, removed: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}

function changedText(text: string, mutation: PasskeyMutation): string {
  const bytes = Buffer.from(text, 'base64url');
  switch (mutation.level) {
    case 'bit': {
      const at = mutation.at % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << mutation.bit);
      return bytes.toString('base64url');
    }
    case 'bytes': {
      const { at, removed, inserted } = mutation;
      const place = at % (bytes.length + 1);
      return spliced(bytes, place, removed, Buffer.from(inserted, 'hex')).toString('base64url');
    }
    case 'base64url': {
      const at = mutation.at % (text.length + 1);
      return `${text.slice(0, at)}${mutation.inserted}${text.slice(at + mutation.removed)}`;
    }
    default:
      return text;
  }
}

/** `answer` with one thing done to it. The answer itself stays as it is. */
export function applyPasskeyMutation(answer: PasskeyAnswer, mutation: PasskeyMutation): unknown {
  if (mutation.level === 'json') return applyJsonMutation(answer, mutation);
  const copy = structuredClone(answer);
  if (mutation.level === 'client data') {
    const text = Buffer.from(String(copy.response.clientDataJSON), 'base64url').toString();
    const changed = applyJsonMutation(JSON.parse(text), mutation) ?? null;
    copy.response.clientDataJSON = Buffer.from(JSON.stringify(changed)).toString('base64url');
    return copy;
  }
  const fields = byteFields(copy);
  const [holder, name] = fields[mutation.field % fields.length] ?? [
    copy.response,
    'clientDataJSON',
  ];
  holder[name] = changedText(String(holder[name]), mutation);
  return copy;
}

const SIGNED = ['clientDataJSON', 'authenticatorData', 'signature', 'attestationObject'];

/** Bytes behind a text of the base64url alphabet, whatever the last character's spare bits. */
function bytesBehind(value: unknown): unknown {
  return typeof value === 'string' && /^[\w-]+$/.test(value)
    ? Buffer.from(value, 'base64url').toString('hex')
    : value;
}

/**
 * Whether a changed answer says the same: all that is signed or names the passkey is byte for byte what it
 * was. These alone may differ: `transports`, `authenticatorAttachment`, `clientExtensionResults`, members
 * that nobody knows, an absent user handle, and spare bits of base64url.
 */
export function isSameMeaning(answer: PasskeyAnswer, changed: unknown): boolean {
  const other = changed as PasskeyAnswer | null;
  if (other === null || typeof other !== 'object' || typeof other.response !== 'object') {
    return false;
  }
  const { userHandle } = other.response;
  return (
    (['id', 'rawId', 'type'] as const).every((name) => answer[name] === other[name]) &&
    SIGNED.every(
      (name) => bytesBehind(answer.response[name]) === bytesBehind(other.response[name]),
    ) &&
    (userHandle == null || bytesBehind(userHandle) === bytesBehind(answer.response.userHandle))
  );
}

const USER_PRESENT_VERIFIED_ATTESTED = 0x45;

/** The members of client data that a relying party looks at; null where it cannot be read. */
function essentials(value: unknown): string | null {
  try {
    const text = Buffer.from(String(value), 'base64url').toString();
    const { type, challenge, origin, crossOrigin, topOrigin } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    return JSON.stringify({ type, challenge, origin, isFramed: crossOrigin ?? false, topOrigin });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Whether a changed registration without attestation is as good as an honest one. Nothing of it is signed:
 * what a device says of itself may be anything (key, id, AAGUID, counter, backup flags). The challenge, the
 * origin, the frame, the RP ID and that the user was present and verified may not.
 */
export function isAsHonest(answer: PasskeyAnswer, changed: unknown): boolean {
  const { response } = changed as PasskeyAnswer;
  const said = essentials(response.clientDataJSON);
  if (said === null || said !== essentials(answer.response.clientDataJSON)) return false;
  const [honest, object] = [answer, changed as PasskeyAnswer].map(
    ({ response: { attestationObject } }) => Buffer.from(String(attestationObject), 'base64url'),
  ) as [Buffer, Buffer];
  const name = honest.indexOf('authData');
  const rpIdHash = honest.subarray(name + 10, name + 42);
  const flags = object[object.indexOf(rpIdHash) + 32] ?? 0;
  const needed = USER_PRESENT_VERIFIED_ATTESTED;
  return object.includes(rpIdHash) && (flags & needed) === needed;
}
