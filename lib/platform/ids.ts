import { randomUUID } from 'node:crypto';

export type IdPrefix =
  | 'ir'
  | 'ak'
  | 'mlr'
  | 'pks'
  | 'cred'
  | 'wid'
  | 'evt'
  | 'tid'
  | 'duid'
  | 'aud'
  | 'dec'
  | 'hld'
  | 'cer'
  | 'prf'
  | 'und'
  | 'mail'
  | 'pse'
  | 'psi'
  | 'sup'
  | 'cse'
  | 'cpk';

/**
 * `<prefix>_` and 24 lowercase hex digits from the system's CSPRNG (docs/api/ids-and-values.md#identifiers):
 * those of a UUID that are all random, which Node draws in advance, a hundred at a time.
 */
export function newId(prefix: IdPrefix): string {
  const uuid = randomUUID();
  return `${prefix}_${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(24)}`;
}

const DIGITS = /^[0-9a-f]{24}$/;

export function isId(prefix: IdPrefix, value: string): boolean {
  return value.startsWith(`${prefix}_`) && DIGITS.test(value.slice(prefix.length + 1));
}
