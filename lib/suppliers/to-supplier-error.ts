import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { SupplierFailure } from './dto';
import { issuerWord, listWord, word } from './log-words';
import { SupplierError, type FailureDetail } from './supplier-error';

/** What the library adds to its errors; its values come from the supplier, or from whoever made the address. */
type Circumstances = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Circumstances =>
  typeof value === 'object' && value !== null;

/** Our own error, wherever below others the library has put it. */
function ownErrorIn(error: unknown): SupplierError | null {
  if (error instanceof SupplierError) return error;
  return error instanceof Error && error.cause !== undefined ? ownErrorIn(error.cause) : null;
}

/** Errors in the address by which a customer comes back (RFC 6749, section 4.1.2.1; OpenID Connect Core, 3.1.2.6). */
const returnedErrors = new Map<string, SupplierFailure>([
  ['server_error', 'out-of-order'],
  ['temporarily_unavailable', 'out-of-order'],
  ['invalid_request', 'register-refused'],
  ['unauthorized_client', 'register-refused'],
  ['unsupported_response_type', 'register-refused'],
  ['invalid_scope', 'register-refused'],
]);

interface Found {
  failure: SupplierFailure;
  detail: FailureDetail;
}

function ofTime({ claims, claim, now }: Circumstances): Found {
  const at = isRecord(claims) ? Number(claims[word(claim)]) : NaN;
  const off = Math.round(at - Number(now));
  return { failure: 'clock', detail: { claim: word(claim), 'seconds-off': off } };
}

function ofClaim({ claims, claim, expected }: Circumstances): Found {
  if (claim !== 'iss') return { failure: 'not-for-us', detail: { claim: word(claim) } };
  const received = isRecord(claims) ? claims.iss : null;
  return ofIssuer(expected, received);
}

function ofIssuer(expected: unknown, received: unknown): Found {
  return {
    failure: 'issuer',
    detail: { expected: issuerWord(expected), received: issuerWord(received) },
  };
}

function ofAttribute({ attribute, expected, body }: Circumstances): Found {
  if (attribute === 'issuer') return ofIssuer(expected, isRecord(body) ? body.issuer : null);
  return { failure: 'not-for-us', detail: { claim: word(attribute), reason: 'userinfo' } };
}

function ofAlgorithm(received: unknown, accepted: unknown): Found {
  const list = Array.isArray(accepted) ? accepted : [accepted];
  return { failure: 'algorithm', detail: { received: word(received), accepted: listWord(list) } };
}

/** The flaw in an answer's form, by what the library attaches to its error. */
function ofForm(about: Circumstances, code: string): Found {
  if (isRecord(about.header) && 'reason' in about) {
    return ofAlgorithm(about.header.alg, about.expected);
  }
  if ('signature' in about) return { failure: 'signature', detail: { reason: 'wrong' } };
  if (about.parameters instanceof URLSearchParams) {
    return ofIssuer(about.expected, about.parameters.get('iss'));
  }
  return { failure: 'unreadable', detail: { code } };
}

function ofChecks(error: ClientError): Found {
  const code = error.code ?? 'none';
  const cause: unknown = error.cause instanceof Error ? error.cause.cause : error.cause;
  const about: Circumstances = isRecord(cause) ? cause : {};
  switch (code) {
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return ofTime(about);
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return ofClaim(about);
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return ofAttribute(about);
    case 'OAUTH_KEY_SELECTION_FAILED': {
      const kid = isRecord(about.header) ? word(about.header.kid) : 'none';
      return { failure: 'signature', detail: { reason: 'no-such-key', kid } };
    }
    case 'OAUTH_INVALID_RESPONSE':
      return ofForm(about, code);
    default:
      return { failure: 'unreadable', detail: { code } };
  }
}

function find(error: unknown): Found {
  if (error instanceof AuthorizationResponseError) {
    return {
      failure: returnedErrors.get(error.error) ?? 'stopped',
      detail: { error: word(error.error) },
    };
  }
  if (error instanceof ResponseBodyError) {
    const failure = error.error === 'invalid_grant' ? 'code-refused' : 'register-refused';
    return { failure, detail: { status: error.status, error: word(error.error) } };
  }
  if (error instanceof ClientError) return ofChecks(error);
  return { failure: 'unreadable', detail: { code: error instanceof Error ? error.name : 'none' } };
}

/**
 * Why a call of the library failed. What may be logged of it is picked value by value, since its errors carry
 * whole tokens and claims.
 */
export function toSupplierError(error: unknown): SupplierError {
  const own = ownErrorIn(error);
  if (own) return own;
  const { failure, detail } = find(error);
  return new SupplierError(failure, detail, { cause: error });
}
