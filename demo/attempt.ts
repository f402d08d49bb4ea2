export const METHODS = ['passkey-assert', 'passkey-register', 'magic-link'] as const;
export type Method = (typeof METHODS)[number];

/** Where the customer is sent afterwards: back with a return code, back without, or nowhere. */
export const ENDINGS = ['bound', 'return', 'register'] as const;
export type Ending = (typeof ENDINGS)[number];

export type AttemptStatus = {
  readonly status: 'pending' | 'confirmed' | 'expired';
  readonly declined: boolean;
  readonly confirmedBy: string | null;
  readonly assurance: string | null;
};

/** One re-identification as the register handed it out. */
export type Challenge = {
  readonly method: Method;
  readonly tokenRef: string;
  readonly expiresAt: string;
  /** The register's page for a passkey; null for a magic link. */
  readonly pageUrl: string | null;
  /** The masked e-mail of a magic link; null for a passkey. */
  readonly dispatchedTo: string | null;
};

/** A challenge as one browser session of one Data User remembers it. */
export type Attempt = {
  readonly challenge: Challenge;
  readonly mpxn: string;
  /** Null where the Data User knows the meter number only. */
  readonly ir: string | null;
  readonly ending: Ending;
  /** Random; comes back on the return URL, also when the customer declined. */
  readonly state: string;
  result: AttemptStatus;
  accessKey: string | null;
};

export const PENDING: AttemptStatus = {
  status: 'pending',
  declined: false,
  confirmedBy: null,
  assurance: null,
};

export function findMethod(value: string | null): Method | null {
  return METHODS.find((method) => method === value) ?? null;
}

export function findEnding(value: string | null): Ending | null {
  return ENDINGS.find((ending) => ending === value) ?? null;
}
