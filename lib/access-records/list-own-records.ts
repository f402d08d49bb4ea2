import { now } from '@/lib/platform/clock';
import { pageOfRecords } from './page-of-records';
import type { ListRecordsQuery } from './schemas';
import { whereState } from './state-filter';

/** Own records, newest first, a page at a time, with the number of all that match (contract §6). */
export async function listOwnRecords(accountId: string, query: ListRecordsQuery) {
  const at = now();
  const where = {
    accountId,
    ...(query['legal-basis'] ? { legalBasis: query['legal-basis'] } : {}),
    ...(query.state ? whereState(query.state, at) : {}),
  };
  return pageOfRecords(where, query, { accountId }, at);
}
