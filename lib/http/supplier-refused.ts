import { log } from '@/lib/platform/log';
import type { Supplier } from '@/lib/platform/supplier-setting';
import type { SupplierFailure } from '@/lib/suppliers/dto';
import { failureWords } from '@/lib/suppliers/failure-words';
import { SupplierError } from '@/lib/suppliers/supplier-error';
import { redirectTo } from './page-post';
import { portalPage } from './portal-post';

/** Failures of a customer's everyday, after which nobody has to do anything. */
const everyday: SupplierFailure[] = ['stopped', 'no-meter-point', 'spent', 'code-refused'];

/**
 * Logs why a sign-in with a supplier came to nothing, with what tells causes apart, and answers the problem for which
 * a page has a sentence of its own.
 *
 * @throws what is no {@link SupplierError}: a fault of ours
 */
export function supplierProblem(supplier: Supplier, error: unknown): `supplier-${SupplierFailure}` {
  if (!(error instanceof SupplierError)) throw error;
  const { failure, detail } = error;
  const level = everyday.includes(failure) ? 'info' : 'warn';
  log()[level](
    { supplier: supplier.id, failure, ...detail },
    `supplier sign-in failed: ${failureWords[failure]}`,
  );
  return `supplier-${failure}`;
}

/** The answer to a sign-in with a supplier that opened nothing: the sign-in page, which says why. */
export function supplierRefused(
  supplier: Supplier,
  error: unknown,
  ...cookies: string[]
): Response {
  return redirectTo(portalPage('/sign-in', supplierProblem(supplier, error)), ...cookies);
}
