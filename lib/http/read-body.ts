import { RegisterError } from '@/lib/platform/errors';
import type { ApiRequest } from './exchange';

export const MAX_BODY_BYTES = 256 * 1024;

/** 413, VAL006. */
export class BodyTooLargeError extends RegisterError {
  constructor(message = 'The body is larger than 256 KiB.') {
    super([{ code: 'VAL006', message }]);
  }
}

/** A body as it came, not yet looked at. */
export interface RawBody {
  contentType: string | null;
  bytes: Uint8Array;
}

export const NO_BODY: RawBody = { contentType: null, bytes: new Uint8Array() };

/** A body's type in lower case, without its parameters; null where it says none. */
export function mediaTypeOf(contentType: string | null): string | null {
  return contentType?.split(';')[0]?.trim().toLowerCase() ?? null;
}

/**
 * Reads a body up to the most that one may have, however large it says it is.
 * @param most in bytes, whole KiB
 * @throws {BodyTooLargeError}
 */
export async function readBody(
  request: Pick<ApiRequest, 'headers' | 'body'>,
  most = MAX_BODY_BYTES,
): Promise<RawBody> {
  const tooLarge = () => new BodyTooLargeError(`The body is larger than ${most / 1024} KiB.`);
  const announced = Number(request.headers.get('content-length') ?? '0');
  if (announced > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return { contentType: request.headers.get('content-type'), bytes: Buffer.concat(chunks) };
}
