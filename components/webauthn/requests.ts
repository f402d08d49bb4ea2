import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/browser';
import type { ChallengeAnswer, PasskeyAnswer } from '@/lib/webauthn/dto';

/** Where a page posts what the device answered, and asks for a fresh challenge. */
export interface PasskeyTarget {
  complete: string;
  challenge: string;
  /** What goes along with both. */
  fields?: Readonly<Record<string, string | null>>;
}

export type PasskeyResponse = RegistrationResponseJSON | AuthenticationResponseJSON;

const TIMEOUT_MS = 20_000;

/** What stands for an answer that is not in our words: of a proxy, or of a register in trouble. */
const BUSY = { result: 'problem', problem: 'busy' };

/** What stands for an answer that leads elsewhere: without a session this page would lead there as well. */
const RELOAD = { result: 'reload' } as const;

/** Posts JSON to a page of ours; null when no answer came back: offline, or too slow. */
async function postJson(path: string, body: object): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    // TypeError: the network; DOMException: the time-out.
    if (error instanceof Error || error instanceof DOMException) return null;
    throw error;
  }
  if (answer.redirected) return RELOAD;
  try {
    return (await answer.json()) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return BUSY;
    // The connection broke off within the answer.
    if (error instanceof Error || error instanceof DOMException) return null;
    throw error;
  }
}

function hasResult(value: unknown, results: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'result' in value &&
    typeof value.result === 'string' &&
    results.includes(value.result)
  );
}

/** A fresh challenge for this view; null when the register cannot be reached. */
export async function requestChallenge(target: PasskeyTarget): Promise<ChallengeAnswer | null> {
  const answer = await postJson(target.challenge, target.fields ?? {});
  return hasResult(answer, ['options', 'reload', 'problem']) ? (answer as ChallengeAnswer) : null;
}

/** Hands in what the device answered; null when the register cannot be reached. */
export async function sendResponse<Problem extends string>(
  target: PasskeyTarget,
  response: PasskeyResponse,
): Promise<PasskeyAnswer<Problem> | typeof RELOAD | null> {
  const answer = await postJson(target.complete, { ...target.fields, response });
  return hasResult(answer, ['done', 'next', 'reload', 'problem'])
    ? (answer as PasskeyAnswer<Problem> | typeof RELOAD)
    : null;
}
