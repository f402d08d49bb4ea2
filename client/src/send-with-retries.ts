import { RegisterUnreachableError, retryAfterSeconds } from './register-error.js';

export interface RetryOptions {
  /** How often a call is made again at most. Default 2. */
  maxRetries: number;
  /** What asks for a longer wait than this, in milliseconds, is not repeated. Default 30 s. */
  maxWaitMs: number;
  /** Milliseconds until a try is given up, beside what it asks the register to wait. Default 15 s. */
  timeoutMs: number;
  wait: (ms: number) => Promise<void>;
}

export const defaultRetries: RetryOptions = {
  maxRetries: 2,
  maxWaitMs: 30_000,
  timeoutMs: 15_000,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const FIRST_PAUSE_MS = 500;

/** Limited, still running under the same `Idempotency-Key`, or without something it depends on. */
const passing = [409, 429, 503];

/** Milliseconds to wait before trying again, or null where the answer is final. */
function pauseAfter(answer: Response): number | null {
  const seconds = retryAfterSeconds(answer);
  return passing.includes(answer.status) && seconds !== null ? seconds * 1000 : null;
}

/** A write without an `Idempotency-Key` may have taken effect although no answer came. */
function isSafeToRepeat(request: Request): boolean {
  return request.method === 'GET' || request.headers.has('idempotency-key');
}

/** What a call asks the register to wait for something is not its slowness. */
function askedWaitMs({ url }: Request): number {
  const seconds = Number(new URL(url).searchParams.get('wait'));
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

async function tryOnce(request: Request, timeoutMs: number): Promise<Response | Error> {
  try {
    return await fetch(request.clone(), {
      redirect: 'error',
      signal: AbortSignal.any([
        request.signal,
        AbortSignal.timeout(timeoutMs + askedWaitMs(request)),
      ]),
    });
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    return new RegisterUnreachableError('The register did not answer', { cause });
  }
}

/**
 * Sends a request, and again where that is safe and may help: after the wait a `Retry-After` asks for,
 * or when no answer came. Answers the last answer, whatever its status.
 *
 * @throws {RegisterUnreachableError} no answer came
 */
export async function sendWithRetries(request: Request, options: RetryOptions): Promise<Response> {
  for (let retries = 0; ; retries += 1) {
    const outcome = await tryOnce(request, options.timeoutMs);
    const isAnswer = outcome instanceof Response;
    const pause = isAnswer ? pauseAfter(outcome) : FIRST_PAUSE_MS * 2 ** retries;
    const mayHelp = pause !== null && pause <= options.maxWaitMs && isSafeToRepeat(request);
    if (!mayHelp || retries >= options.maxRetries) {
      if (!isAnswer) throw outcome;
      return outcome;
    }
    if (isAnswer) await outcome.body?.cancel();
    await options.wait(pause);
  }
}
