import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from './process-wide';

function storage(): AsyncLocalStorage<string> {
  return processWide('transaction-id', () => new AsyncLocalStorage<string>());
}

/** Runs one request's work: whatever it logs on its way carries the request's transaction id. */
export function withTransactionId<T>(transactionId: string, work: () => T): T {
  return storage().run(transactionId, work);
}

/** The transaction id of the request this work belongs to, or undefined outside of one. */
export function findTransactionId(): string | undefined {
  return storage().getStore();
}
