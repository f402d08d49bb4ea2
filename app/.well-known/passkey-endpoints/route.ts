import { env } from '@/lib/platform/env';

export const dynamic = 'force-dynamic';

/**
 * Tells a password manager where its customer adds passkeys and takes them away: one page does both,
 * once they have signed in.
 */
export function GET(): Response {
  const passkeys = `${env().ORIGIN}/portal/passkeys`;
  return Response.json({ enroll: passkeys, manage: passkeys });
}
