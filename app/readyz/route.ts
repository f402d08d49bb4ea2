import { readiness } from '@/lib/http/readiness';

export const dynamic = 'force-dynamic';

/** Whether the process can do its work, and which of its dependencies keeps it from it. */
export async function GET(): Promise<Response> {
  const found = await readiness();
  const isReady = found.status === 'ready';
  return Response.json(found, {
    status: isReady ? 200 : 503,
    headers: { 'Cache-Control': 'no-store', ...(isReady ? {} : { 'Retry-After': '5' }) },
  });
}
