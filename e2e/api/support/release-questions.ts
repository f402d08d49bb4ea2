import type { ApiAccount } from '../../../harness/api-client';
import type { Household } from '../../../harness/callers/household';
import { httpRequest } from '../../../harness/http-request';

/** What a Data Provider asks about an access of the household's owner. */
export interface ReleaseQuestion {
  home: Pick<Household, 'owner' | 'mpxn'>;
  ak: string;
  from: string;
  /** `from` where it is left out. */
  to?: string;
  dataTypes?: string[];
}

/** The days so many from the day of `at`, in Great Britain, as `YYYY-MM-DD`. */
export function dayFrom(at: Date, days: number): string {
  const moved = new Date(at.getTime() + days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(moved);
}

/** Asks once and answers the code of the reason. @throws {Error} when it was not answered */
export async function askRelease(
  origin: string,
  provider: ApiAccount,
  question: ReleaseQuestion,
): Promise<string> {
  const { home, ak, from, to = from, dataTypes = ['HH-CONSUMPTION'] } = question;
  const answer = await httpRequest(`${origin}/access/v1/evaluation`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await provider.token()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      subject: { type: 'data-user', id: home.owner.duid },
      action: { name: 'release' },
      resource: {
        type: 'meter-point',
        id: home.mpxn,
        properties: { 'data-types': dataTypes, from, to },
      },
      context: { 'access-key': ak },
    }),
  });
  if (answer.status !== 200) throw new Error(`not answered: ${answer.status} ${answer.text}`);
  const body = JSON.parse(answer.text) as { context: { reason: { code: string } } };
  return body.context.reason.code;
}
