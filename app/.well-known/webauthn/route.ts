import { env } from '@/lib/platform/env';

export const dynamic = 'force-dynamic';

/** The origins that may use the register's passkeys: its own alone (WebAuthn, related origins). */
export function GET(): Response {
  return Response.json({ origins: [env().ORIGIN] });
}
