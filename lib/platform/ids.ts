import { randomBytes } from 'node:crypto';

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
  | 'hld'
  | 'cer'
  | 'prf'
  | 'mail'
  | 'pse'
  | 'psi'
  | 'sup'
  | 'cse'
  | 'cpk';

/** `<prefix>_` and 24 lowercase hex digits from the system's CSPRNG (contract §1). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function isId(prefix: IdPrefix, value: string): boolean {
  return new RegExp(`^${prefix}_[0-9a-f]{24}$`).test(value);
}
