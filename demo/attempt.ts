import type {
  Attempt as Started,
  Method,
  Outcome,
  Problem,
  ProposedAccess,
} from 'central-access-register-client';

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
  /** What the customer was shown; null of a portal operator, which registers nothing. */
  readonly proposed: ProposedAccess | null;
  result: Outcome;
  accessKey: string | null;
  /** What the register found when more than was shown was to be registered. */
  refusal: Refusal | null;
};

/** A record that went beyond what was shown, and why the register did not take it. */
export type Refusal = {
  readonly tried: ProposedAccess;
  readonly problems: readonly Problem[];
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
