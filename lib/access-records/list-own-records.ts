import { now } from '@/lib/platform/clock';
import { pageOfRecords } from './page-of-records';
import type { ListRecordsQuery } from './schemas';

/** Own records, newest first, a page at a time, with the number of all that match (contract §6). */
export async function listOwnRecords(accountId: string, query: ListRecordsQuery) {
  const at = now();
  const filter = { accountId, state: query.state, legalBasis: query['legal-basis'] };
  return pageOfRecords(filter, query, { accountId }, at);
}
