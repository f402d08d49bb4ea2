import { listOutbox } from '@/lib/mail/list-outbox';

/** The outbox for programs: the demo and the tests take their links from here. */
export async function GET() {
  const mails = await listOutbox();
  if (!mails) return new Response('Not found', { status: 404 });
  return Response.json(mails, { headers: { 'Cache-Control': 'no-store' } });
}
