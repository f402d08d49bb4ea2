import type { SupplierFailure } from './dto';

/** What the log may say beside the kind of failure: addresses and protocol words, never a person. */
export type FailureDetail = Readonly<Record<string, string | number>>;

/** A sign-in with a supplier that opened nothing, and why. */
export class SupplierError extends Error {
  constructor(
    readonly failure: SupplierFailure,
    readonly detail: FailureDetail = {},
    options?: ErrorOptions,
  ) {
    super(`supplier sign-in: ${failure}`, options);
    this.name = 'SupplierError';
  }
}
