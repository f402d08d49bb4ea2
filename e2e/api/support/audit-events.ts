import type { JsonObject } from '../../../harness/api-client';
import type { ApiAccount } from '../../../harness/api-client';

export interface AuditView {
  event_id: string;
  account_id: string | null;
  event_type: string;
  ak: string | null;
  detail: JsonObject;
  timestamp: string;
}

export interface AuditPage {
  events: AuditView[];
  total: number;
  'next-cursor': string | null;
}

/** What the operator finds in the audit, newest first. */
export async function auditOf(
  admin: ApiAccount,
  filter: Record<string, string>,
): Promise<AuditPage> {
  const search = new URLSearchParams(filter).toString();
  const answer = await admin.call<AuditPage>('GET', `/v1/admin/audit?${search}`);
  if (answer.status !== 200) throw new Error(`no audit: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Types of the events about one access record, oldest first. */
export async function eventsOf(admin: ApiAccount, ak: string): Promise<string[]> {
  const { events } = await auditOf(admin, { ak });
  return events.map(({ event_type: type }) => type).reverse();
}
