import { metricsAnswer } from '@/lib/http/metrics-answer';

export const dynamic = 'force-dynamic';

/** What this process counts and what waits in the database, for Prometheus. */
export async function GET(request: Request): Promise<Response> {
  return metricsAnswer(request);
}
