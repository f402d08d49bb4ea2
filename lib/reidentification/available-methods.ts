import { usableCredentials, type RecordWithCredentials } from '@/lib/passkeys/usable-credentials';
import type { Method } from './schemas';

/** Whether `method` can be started on this record by this account. */
export function isMethodAvailable(
  record: RecordWithCredentials,
  accountId: string,
  method: Method,
  at: Date,
): boolean {
  if (method === 'magic-link') return record.emailHash !== null;
  if (method === 'passkey-register') return true;
  return usableCredentials(record, accountId, at).length > 0;
}

const order: Method[] = ['passkey-assert', 'magic-link', 'passkey-register'];

/** The methods that at least one of an occupant's records offers, in the contract's order. */
export function availableMethods(
  records: RecordWithCredentials[],
  accountId: string,
  at: Date,
): Method[] {
  return order.filter((method) =>
    records.some((record) => isMethodAvailable(record, accountId, method, at)),
  );
}
