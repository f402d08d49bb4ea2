import { findString, isJsonObject, type Json } from './json';

export type Problem = {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
};

/** The register answered and refused. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';

  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
    readonly transactionId: string | null,
    readonly retryAfterSeconds: number | null,
  ) {
    super(`The register answered ${status}: ${problems.map((problem) => problem.code).join(', ')}`);
  }

  /** The bearer token is no longer good; wrong credentials are another matter. */
  isAboutBearer(): boolean {
    return this.problems.some(({ code }) => code === 'AUTH002');
  }

  static fromAnswer(answer: Response, body: Json): RegisterError {
    const listed = isJsonObject(body) ? body['errors'] : undefined;
    const problems = Array.isArray(listed) ? listed.map(readProblem) : [];
    const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
    return new RegisterError(
      answer.status,
      problems,
      readTransactionId(body) ?? answer.headers.get('x-transaction-id'),
      Number.isFinite(retryAfter) ? retryAfter : null,
    );
  }
}

/** The register did not answer at all, or not in JSON. */
export class RegisterUnreachableError extends Error {
  override readonly name = 'RegisterUnreachableError';
}

function readProblem(value: Json): Problem {
  if (!isJsonObject(value)) return { code: 'unknown', message: JSON.stringify(value), field: null };
  return {
    code: findString(value, 'error-code') ?? 'unknown',
    message: findString(value, 'message') ?? 'No reason given.',
    field: findString(value, 'field'),
  };
}

function readTransactionId(body: Json): string | null {
  const envelope = isJsonObject(body) ? body['response'] : undefined;
  return isJsonObject(envelope) ? findString(envelope, 'transaction-id') : null;
}
