import { env } from '@/lib/platform/env';

export const dynamic = 'force-dynamic';

/** The name of the register that was asked, of those that answer the API. */
function originAsked(request: Request): string {
  const { ORIGIN, API_ORIGIN } = env();
  const host = request.headers.get('host')?.toLowerCase();
  return API_ORIGIN !== undefined && new URL(API_ORIGIN).host === host ? API_ORIGIN : ORIGIN;
}

/** Where release decisions are asked (docs/api/releases.md#calling-it). */
export function GET(request: Request): Response {
  const origin = originAsked(request);
  return Response.json(
    {
      policy_decision_point: origin,
      access_evaluation_endpoint: `${origin}/access/v1/evaluation`,
      access_evaluations_endpoint: `${origin}/access/v1/evaluations`,
    },
    { headers: { 'Cache-Control': 'max-age=300' } },
  );
}
