import { securityContact } from '@/lib/http/security-contact';

export const dynamic = 'force-dynamic';

/** Where to report a weakness of the register. */
export function GET(): Response {
  return new Response(securityContact(), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
