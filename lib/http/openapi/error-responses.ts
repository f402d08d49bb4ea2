import type { ComponentSchemas, JsonSchema } from './component-schemas';
import { envelopeExample, errorSchema } from './envelope';

interface Refusal {
  status: number;
  description: string;
  /** Each code with a message as the register words it. */
  codes: Record<string, { message: string; field?: string }>;
  headers?: readonly string[];
}

/**
 * Every error answer (docs/api/requests-and-errors.md#error-codes), by its name among the document's
 * responses.
 */
export const refusals = {
  Invalid: {
    status: 400,
    description:
      'The request is wrong; every field at fault is named. VAL004: verification evidence holds a ' +
      'card or account number.',
    codes: {
      VAL001: { message: 'method: is required', field: 'method' },
      VAL004: {
        message:
          'principal-verification.submitted: holds a card or account number; send it redacted',
        field: 'principal-verification.submitted',
      },
    },
  },
  NoBearer: {
    status: 401,
    description: 'AUTH001: no bearer token was sent. AUTH002: it is invalid or has expired.',
    codes: {
      AUTH001: { message: 'Send a bearer token from /v1/auth/token.' },
      AUTH002: { message: 'The bearer token is not valid or has expired.' },
    },
    headers: ['WWW-Authenticate'],
  },
  NoCredentials: {
    status: 401,
    description:
      'AUTH004: no or malformed Basic credentials. AUTH005: wrong ones, whether or not the account exists.',
    codes: {
      AUTH004: { message: 'Send account-id and secret-key as HTTP Basic.' },
      AUTH005: { message: 'The account or its secret key is not right.' },
    },
    headers: ['WWW-Authenticate'],
  },
  Forbidden: {
    status: 403,
    description:
      'AUTH003: the account’s role, or the ownership of a token-ref, does not allow it. AUTH006: the ' +
      'account is suspended or terminated.',
    codes: {
      AUTH003: { message: 'The role dcc does not allow this.' },
      AUTH006: { message: 'This account is suspended.' },
    },
  },
  Suspended: {
    status: 403,
    description: 'The account is suspended or terminated.',
    codes: { AUTH006: { message: 'This account is suspended.' } },
  },
  NotFound: {
    status: 404,
    description: 'Unknown, or another organisation’s: the two look the same.',
    codes: { NOT001: { message: 'The Identity Record was not found.' } },
  },
  Conflict: {
    status: 409,
    description:
      'The state of things does not allow it; or the `Idempotency-Key` was used for another request, ' +
      'or its first request is still running (then with `Retry-After`).',
    codes: { CON001: { message: 'This record is REVOKED.' } },
    headers: ['Retry-After'],
  },
  TooLarge: {
    status: 413,
    description: 'The body is larger than 256 KiB.',
    codes: { VAL006: { message: 'The body is larger than 256 KiB.' } },
  },
  NotJson: {
    status: 415,
    description: 'The body is not `application/json`.',
    codes: { VAL007: { message: 'The body must be application/json.' } },
  },
  Unavailable: {
    status: 422,
    description:
      'VAL002: no e-mail is stored on the record; or a token-ref is not confirmed yet, declined, ' +
      'expired or too old. VAL003: no passkey is registered on it.',
    codes: {
      VAL002: { message: 'method: No e-mail is stored on this record.', field: 'method' },
      VAL003: { message: 'method: No passkey is registered on this record.', field: 'method' },
    },
  },
  TooMany: {
    status: 429,
    description: 'A limit is reached. Wait as long as `Retry-After` says.',
    codes: { RATE001: { message: 'Too many requests. Please wait before trying again.' } },
    headers: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  },
  Unexpected: {
    status: 500,
    description: 'Something went wrong in the register.',
    codes: {
      SRV001: {
        message: 'Something went wrong here. The transaction id helps us to find out what.',
      },
    },
  },
  Down: {
    status: 503,
    description: 'The register cannot answer just now. Try again as `Retry-After` says.',
    codes: {
      SRV002: { message: 'The register cannot answer just now. Please try again.' },
    },
    headers: ['Retry-After'],
  },
} satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof refusals;

export function headerRefs(names: readonly string[]) {
  return Object.fromEntries(
    ['X-Transaction-Id', ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}

function toResponse(refusal: Refusal, error: JsonSchema) {
  const codes = Object.entries(refusal.codes);
  return {
    description: refusal.description,
    headers: headerRefs(refusal.headers ?? []),
    content: {
      'application/json': {
        schema: {
          ...error,
          properties: {
            errors: {
              items: { properties: { 'error-code': { enum: codes.map(([code]) => code) } } },
            },
          },
        },
        examples: Object.fromEntries(
          codes.map(([code, item]) => [
            code,
            {
              value: {
                response: envelopeExample('/v1/identity-records'),
                errors: [{ 'error-code': code, ...item }],
              },
            },
          ]),
        ),
      },
    },
  };
}

/** The error answers as response objects, for the operations to refer to. */
export function errorResponses(schemas: ComponentSchemas) {
  const error = schemas.convert(errorSchema, 'output');
  return Object.fromEntries(
    Object.entries(refusals).map(([name, refusal]) => [name, toResponse(refusal, error)]),
  );
}
