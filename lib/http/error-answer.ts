import { isDatabaseDown } from '@/lib/db/is-database-down';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  RegisterError,
  UnauthenticatedError,
  UnavailableError,
  UnprocessableError,
  ValidationError,
  type ErrorItem,
} from '@/lib/platform/errors';
import { NotJsonError } from './parse-json';
import { BodyTooLargeError } from './read-body';

/** 405, VAL005. */
export class MethodNotAllowedError extends RegisterError {
  constructor(readonly allow: string) {
    super([{ code: 'VAL005', message: `This path answers ${allow}.` }]);
  }
}

export interface ErrorAnswer {
  status: number;
  errors: { 'error-code': string; message: string; field?: string }[];
  headers: Record<string, string>;
  /** Not one of ours: to be logged whole. */
  isUnexpected: boolean;
}

const statuses: [new (...args: never[]) => RegisterError, number][] = [
  [ValidationError, 400],
  [UnauthenticatedError, 401],
  [ForbiddenError, 403],
  [NotFoundError, 404],
  [MethodNotAllowedError, 405],
  [ConflictError, 409],
  [BodyTooLargeError, 413],
  [NotJsonError, 415],
  [UnprocessableError, 422],
  [RateLimitError, 429],
  [UnavailableError, 503],
];

function headersOf(error: RegisterError): Record<string, string> {
  const headers: Record<string, string> = {};
  if (error.retryAfterSeconds !== undefined) {
    headers['Retry-After'] = String(error.retryAfterSeconds);
  }
  if (error instanceof RateLimitError) {
    const { limit, windowSeconds } = error.limit;
    headers['RateLimit-Policy'] = `"default";q=${limit};w=${windowSeconds}`;
    headers.RateLimit = `"default";r=0;t=${error.retryAfterSeconds}`;
  }
  if (error instanceof MethodNotAllowedError) headers.Allow = error.allow;
  if (error instanceof UnauthenticatedError) {
    const isBasic = error.items.some(({ code }) => code === 'AUTH004' || code === 'AUTH005');
    headers['WWW-Authenticate'] = `${isBasic ? 'Basic' : 'Bearer'} realm="register"`;
  }
  return headers;
}

function toErrors(items: ErrorItem[]): ErrorAnswer['errors'] {
  return items.map(({ code, message, field }) => ({
    'error-code': code,
    message,
    ...(field === undefined ? {} : { field }),
  }));
}

/** The one place that knows statuses. Anything unexpected is a 500 that tells nothing. */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  const known = isDatabaseDown(error) ? new UnavailableError('database') : error;
  const status = statuses.find(([type]) => known instanceof type)?.[1];
  if (known instanceof RegisterError && status !== undefined) {
    return {
      status,
      errors: toErrors(known.items),
      headers: headersOf(known),
      isUnexpected: status >= 500,
    };
  }
  const message = 'Something went wrong here. The transaction id helps us to find out what.';
  return {
    status: 500,
    errors: toErrors([{ code: 'SRV001', message }]),
    headers: {},
    isUnexpected: true,
  };
}
