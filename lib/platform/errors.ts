/** One entry of an error answer (docs/api/requests-and-errors.md#errors). */
export interface ErrorItem {
  code: string;
  message: string;
  /** JSON path of the field at fault, as `pii-principal.mpxn` or `processing.data-types[0]`. */
  field?: string;
}

/**
 * What a domain throws when the contract has an answer for it. `message` is public; `detail` is for the
 * log only.
 */
export abstract class RegisterError extends Error {
  readonly items: ErrorItem[];
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(items: ErrorItem[], options: { detail?: string; retryAfterSeconds?: number } = {}) {
    super(items.map((item) => item.message).join(' '));
    this.name = new.target.name;
    this.items = items;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/**
 * At most this many faults of one request are named; the answer says how many more there are
 * (docs/api/requests-and-errors.md#errors).
 */
export const MOST_FAULTS = 100;

function firstOf(items: ErrorItem[], unnamed: number): ErrorItem[] {
  const more = Math.max(0, items.length - MOST_FAULTS) + unnamed;
  if (more === 0) return items;
  const named = items.slice(0, MOST_FAULTS);
  const code = named.at(-1)?.code ?? 'VAL001';
  return [...named, { code, message: `Further faults, which are not named here: ${more}.` }];
}

/** 400. Every failed field at once, up to a hundred; VAL001 unless an item says VAL004. */
export class ValidationError extends RegisterError {
  /** @param unnamed how many faults there are beside `items` */
  constructor(items: ErrorItem[], unnamed = 0) {
    super(firstOf(items, unnamed));
  }

  static field(field: string, problem: string): ValidationError {
    return new ValidationError([{ code: 'VAL001', field, message: `${field}: ${problem}` }]);
  }
}

/** 401: AUTH001, AUTH002, AUTH004 or AUTH005. */
export class UnauthenticatedError extends RegisterError {
  constructor(code: 'AUTH001' | 'AUTH002' | 'AUTH004' | 'AUTH005', message: string) {
    super([{ code, message }]);
  }
}

/** 403: AUTH003 by role or ownership, AUTH006 by the account's status. */
export class ForbiddenError extends RegisterError {
  constructor(message: string, code: 'AUTH003' | 'AUTH006' = 'AUTH003') {
    super([{ code, message }]);
  }
}

/** 404, whether a thing does not exist or is another's. */
export class NotFoundError extends RegisterError {
  constructor(what: string) {
    super([{ code: 'NOT001', message: `${what} was not found.` }]);
  }
}

/** What is wrong with one field. */
export interface FieldFault {
  field: string;
  problem: string;
}

function conflictItems(fault: string | readonly FieldFault[], field?: string): ErrorItem[] {
  if (typeof fault === 'string') {
    return [{ code: 'CON001', message: field ? `${field}: ${fault}` : fault, field }];
  }
  return fault.map((each) => ({
    code: 'CON001',
    field: each.field,
    message: `${each.field}: ${each.problem}`,
  }));
}

/** 409; of several fields every one is named, up to a hundred. */
export class ConflictError extends RegisterError {
  constructor(fault: string | readonly FieldFault[], field?: string) {
    super(firstOf(conflictItems(fault, field), 0));
  }
}

/** 422: VAL002 no e-mail or not yet usable, VAL003 no passkey. */
export class UnprocessableError extends RegisterError {
  constructor(code: 'VAL002' | 'VAL003', message: string, field?: string) {
    super([{ code, message: field ? `${field}: ${message}` : message, field }]);
  }
}

/** 429 with `Retry-After`. */
export class RateLimitError extends RegisterError {
  constructor(
    message: string,
    retryAfterSeconds: number,
    readonly limit: { limit: number; windowSeconds: number },
  ) {
    super([{ code: 'RATE001', message }], { retryAfterSeconds });
  }
}

/** 503 with `Retry-After`: a dependency is down. */
export class UnavailableError extends RegisterError {
  constructor(detail: string) {
    super([{ code: 'SRV002', message: 'The register cannot answer just now. Please try again.' }], {
      detail,
      retryAfterSeconds: 5,
    });
  }
}
