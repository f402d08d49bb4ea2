import { z } from 'zod';
import type { ChallengeAnswer, PasskeyAnswer, PasskeyOptions } from '@/lib/webauthn/dto';
import { webauthnResponseSchema, type WebauthnResponse } from '@/lib/webauthn/schemas';
import { json } from './page-post';
import { parse } from './parse';
import { readJsonBody } from './parse-json';

const bodySchema = z.object({ response: webauthnResponseSchema });

/** What the device answered, as a page's script posts it. @throws {ValidationError} */
export async function readDeviceResponse(request: Request): Promise<WebauthnResponse> {
  return parse(bodySchema, await readJsonBody(request)).response;
}

/** What the register says to a device's answer: 422 where it was not accepted. */
export function passkeyResponse(
  answer: PasskeyAnswer<string>,
  ...cookies: (string | undefined)[]
): Response {
  return json(answer, answer.result === 'problem' ? 422 : 200, ...cookies);
}

/** Options with a fresh challenge for an open page; null where the page is no longer right. */
export function challengeResponse(options: PasskeyOptions | null): Response {
  const answer: ChallengeAnswer = options
    ? { result: 'options', ...options }
    : { result: 'reload' };
  return json(answer);
}
