export const dynamic = 'force-dynamic';

/**
 * Says that passkeys work here. Both addresses it could name are optional, and neither is there: a
 * passkey is enrolled in an organisation's flow, and a page to manage them comes with the portal.
 */
export function GET(): Response {
  return Response.json({});
}
