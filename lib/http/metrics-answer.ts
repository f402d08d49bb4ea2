import { env, isProduction } from '@/lib/platform/env';
import { isEqualSecret } from '@/lib/platform/crypto';
import { log } from '@/lib/platform/log';
import { scrapeWorkers } from '@/lib/platform/metrics/scrape-workers';
import { isFromLoopback } from './client-address';

const noStore = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

function refuse(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...noStore, ...headers },
  });
}

/** Why `request` may not read the metrics, or null when it may. */
function refusal(request: Request): Response | null {
  const { METRICS_TOKEN: token } = env();
  if (!token) {
    const mayRead = !isProduction() && isFromLoopback(request.headers);
    return mayRead ? null : refuse(404, 'Not found');
  }
  const given = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (isEqualSecret(token, given)) return null;
  return refuse(401, 'Send METRICS_TOKEN as a bearer.', {
    'WWW-Authenticate': 'Bearer realm="metrics"',
  });
}

/**
 * The metrics for whoever has `METRICS_TOKEN`. Without that setting they are there for this machine
 * alone, and in production, where a proxy on it would open them to everyone, for nobody.
 */
export async function metricsAnswer(request: Request): Promise<Response> {
  const refused = refusal(request);
  if (refused) return refused;
  try {
    const { contentType, text } = await scrapeWorkers();
    return new Response(text, { headers: { 'Content-Type': contentType, ...noStore } });
  } catch (error) {
    log().warn({ err: error }, 'metrics not read');
    return refuse(503, 'The metrics cannot be read just now.', { 'Retry-After': '5' });
  }
}
