/** Why a sign-in with a supplier opened nothing. The page has a sentence for each, and so has the log. */
export const supplierFailures = [
  'stopped',
  'no-meter-point',
  'spent',
  'code-refused',
  'unreachable',
  'timed-out',
  'out-of-order',
  'register-refused',
  'algorithm',
  'issuer',
  'clock',
  'signature',
  'not-for-us',
  'unreadable',
] as const;

export type SupplierFailure = (typeof supplierFailures)[number];

/** A supplier as the operator looks it up, who gives it the address that customers come back to. */
export interface SupplierEntry {
  id: string;
  name: string;
  issuer: string;
  callbackUrl: string;
}
