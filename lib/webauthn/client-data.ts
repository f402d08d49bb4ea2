import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import type { WebauthnResponse } from './schemas';

const clientDataSchema = z.object({
  challenge: z.string(),
  crossOrigin: z.unknown().optional(),
  topOrigin: z.unknown().optional(),
});

export interface ClientData {
  challenge: string;
  /**
   * Whether the page was framed by another site (`crossOrigin`, `topOrigin`). `spendAnswer` refuses that,
   * since the library does not.
   */
  isFramed: boolean;
}

/** What the browser says it signed, or null when that cannot be read. Nothing is verified here. */
export function readClientData({ response }: WebauthnResponse): ClientData | null {
  let decoded: unknown;
  try {
    decoded = decodeClientDataJSON(response.clientDataJSON);
  } catch {
    return null; // not JSON: there is no challenge to be read
  }
  const read = clientDataSchema.safeParse(decoded);
  if (!read.success) return null;
  const { challenge, crossOrigin = false, topOrigin } = read.data;
  return { challenge, isFramed: crossOrigin !== false || topOrigin !== undefined };
}
