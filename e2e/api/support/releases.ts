import type { ApiAccount } from '../../../harness/api-client';
import { httpRequest } from '../../../harness/http-request';

/** A release that a Data Provider asks about. */
export interface AskedRelease {
  /** As an account of the tests has it. */
  duid: string | null;
  mpxn: string;
  ak: string;
  dataTypes?: string[];
  from?: string;
  to?: string;
}

function evaluationOf({ duid, mpxn, ak, dataTypes, from, to }: AskedRelease) {
  return {
    subject: { type: 'data-user', id: duid },
    action: { name: 'release' },
    resource: {
      type: 'meter-point',
      id: mpxn,
      properties: {
        'data-types': dataTypes ?? ['HH-CONSUMPTION'],
        from: from ?? '2026-02-01',
        to: to ?? '2026-02-28',
      },
    },
    context: { 'access-key': ak },
  };
}

/** Asks about all of `asked` in one request; answers the code of the reason for each. */
export async function askReleases(
  origin: string,
  provider: ApiAccount,
  asked: AskedRelease[],
): Promise<string[]> {
  const answer = await httpRequest(`${origin}/access/v1/evaluations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await provider.token()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ evaluations: asked.map(evaluationOf) }),
  });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  const { evaluations } = JSON.parse(answer.text) as {
    evaluations: { context: { reason: { code: string } } }[];
  };
  return evaluations.map(({ context }) => context.reason.code);
}
