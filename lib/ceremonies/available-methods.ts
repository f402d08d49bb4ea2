import type { Flow } from '@/lib/identity-records/holders/creators-flow';
import {
  usableCredentials,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import type { Method } from '@/lib/vocabulary/reidentification-methods';

/** Whether `method` can be started on this record in this flow. */
export function isMethodAvailable(
  record: RecordWithCredentials,
  flow: Flow,
  method: Method,
  at: Date,
): boolean {
  if (method === 'magic-link') return record.emailHash !== null;
  if (method === 'passkey-register') return true;
  return usableCredentials(record, flow, at).length > 0;
}

const order: Method[] = ['passkey-assert', 'magic-link', 'passkey-register'];

/**
 * The methods that at least one of an occupant's records offers to an account that asks by meter number, in
 * the contract's order.
 */
export function availableMethods(
  records: RecordWithCredentials[],
  accountId: string,
  at: Date,
): Method[] {
  return order.filter((method) =>
    records.some((record) =>
      isMethodAvailable(record, { accountId, crossOrganisation: true }, method, at),
    ),
  );
}
