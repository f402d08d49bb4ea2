import type { Attempt as Started, Method, Outcome } from 'central-access-register-client';

export const METHODS = [
  'passkey-assert',
  'passkey-register',
  'magic-link',
] as const satisfies readonly Method[];

/** Where the customer is sent afterwards: back with a return code, back without, or nowhere. */
export const ENDINGS = ['bound', 'return', 'register'] as const;
export type Ending = (typeof ENDINGS)[number];

/** A re-identification as one browser session of one Data User remembers it. */
export type Attempt = {
  readonly started: Started;
  readonly mpxn: string;
  /** Null where the Data User knows the meter number only. */
  readonly ir: string | null;
  readonly ending: Ending;
  result: Outcome;
  accessKey: string | null;
};

export function isDeclined({ result }: Attempt): boolean {
  return result.status === 'expired' && result.declined;
}

export function findMethod(value: string | null): Method | null {
  return METHODS.find((method) => method === value) ?? null;
}

export function findEnding(value: string | null): Ending | null {
  return ENDINGS.find((ending) => ending === value) ?? null;
}
