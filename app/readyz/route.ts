import { isReady } from '@/lib/http/readiness';

export const dynamic = 'force-dynamic';

/** Whether the process can do its work: the database answers and the queue runs. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json(
    { status: ready ? 'ready' : 'not ready' },
    {
      status: ready ? 200 : 503,
      headers: { 'Cache-Control': 'no-store', ...(ready ? {} : { 'Retry-After': '5' }) },
    },
  );
}
