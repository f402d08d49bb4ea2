/**
 * One entry of an error answer (docs/api/requests-and-errors.md#errors): a code, words, and the field they
 * are about.
 */
export interface Problem {
  code: string;
  message: string;
  field: string | null;
}

/** The register answered and refused. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';

  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
    /** Quote it when asking the operator what happened. */
    readonly transactionId: string | null,
    /** How long the register asked to wait, or null. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(`The register answered ${status}: ${problems.map(({ code }) => code).join(', ')}`);
  }

  has(code: string): boolean {
    return this.problems.some((problem) => problem.code === code);
  }
}

/** The register did not answer, or not in JSON. Whether a write took effect is unknown. */
export class RegisterUnreachableError extends Error {
  override readonly name = 'RegisterUnreachableError';
}

interface ErrorBody {
  response?: { 'transaction-id'?: unknown };
  errors?: unknown;
}

const textOr = <Fallback>(value: unknown, fallback: Fallback) =>
  typeof value === 'string' ? value : fallback;

function toProblem(value: unknown): Problem {
  const entry = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  return {
    code: textOr(entry['error-code'], 'unknown'),
    message: textOr(entry.message, 'No reason was given.'),
    field: textOr(entry.field, null),
  };
}

/** Seconds of a `Retry-After` header, which the register always gives as a number; else null. */
export function retryAfterSeconds(answer: Response): number | null {
  const value = answer.headers.get('retry-after');
  return value !== null && /^\d+$/.test(value) ? Number(value) : null;
}

/** Beside `/v1` an error is a text alone. */
function problemsOf(body: ErrorBody | string): Problem[] {
  if (typeof body === 'string') return [{ code: 'unknown', message: body, field: null }];
  return Array.isArray(body.errors) ? body.errors.map(toProblem) : [];
}

/** Reads an error answer; consumes its body. */
export async function readRegisterError(answer: Response): Promise<RegisterError> {
  const text = await answer.text();
  let body: ErrorBody | string = {};
  try {
    body = (JSON.parse(text) ?? {}) as ErrorBody | string;
  } catch (cause) {
    throw new RegisterUnreachableError(`The register answered ${answer.status} without JSON`, {
      cause,
    });
  }
  return new RegisterError(
    answer.status,
    problemsOf(body),
    textOr(
      typeof body === 'string' ? null : body.response?.['transaction-id'],
      answer.headers.get('x-transaction-id'),
    ),
    retryAfterSeconds(answer),
  );
}
