import type { ApiAccount, ApiAnswer } from '../../../harness/api-client';
import type { EnrolledHousehold } from '../../../harness/callers/enrolled-household';
import { usePasskey } from '../../../harness/callers/passkey-page';
import type { ListedRecord } from '../../../harness/callers/registered-access';
import { startAcross } from '../../../harness/callers/reidentification';

export interface MeterPointAnswer {
  mpxn: string;
  'access-records': ListedRecord[];
}

/** `GET /meter-points/{mpxn}/access-records` with these parameters. */
export function listAt(
  account: ApiAccount,
  mpxn: string,
  query: Record<string, string> = {},
): Promise<ApiAnswer<MeterPointAnswer>> {
  const search = new URLSearchParams(query).toString();
  const path = `/v1/meter-points/${encodeURIComponent(mpxn)}/access-records`;
  return account.call<MeterPointAnswer>('GET', search ? `${path}?${search}` : path);
}

/** The entries that an account is shown. @throws {Error} when it is shown none of the list */
export async function entriesAt(
  account: ApiAccount,
  mpxn: string,
  query: Record<string, string> = {},
): Promise<ListedRecord[]> {
  const answer = await listAt(account, mpxn, query);
  if (answer.status !== 200) throw new Error(`not listed: ${answer.status} ${answer.text}`);
  return answer.body['access-records'];
}

/** A token by which the customer confirmed, with their passkey, who they are to that account. */
export async function confirmedToken(
  account: ApiAccount,
  customer: EnrolledHousehold,
): Promise<string> {
  const started = await startAcross(account, customer.mpxn, { method: 'passkey-assert' });
  const done = await usePasskey(customer.browser, customer.device, started.page);
  if (done.status !== 200) throw new Error(`not confirmed: ${done.status} ${done.text}`);
  return started.tokenRef;
}

/** The entries a portal operator sees with a token of its own for this look. */
export async function portalEntries(
  portal: ApiAccount,
  customer: EnrolledHousehold,
  query: Record<string, string> = {},
): Promise<ListedRecord[]> {
  const token = await confirmedToken(portal, customer);
  return entriesAt(portal, customer.mpxn, { ...query, 'reidentification-token': token });
}
