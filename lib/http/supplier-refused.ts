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
 * The answer to a sign-in with a supplier that opened nothing: the sign-in page with a sentence of its own for each
 * kind of failure. The log says the same to whoever runs the register, with what tells causes apart.
 *
 * @throws what is no {@link SupplierError}: a fault of ours
 */
export function supplierRefused(
  supplier: Supplier,
  error: unknown,
  ...cookies: string[]
): Response {
  if (!(error instanceof SupplierError)) throw error;
  const { failure, detail } = error;
  const level = everyday.includes(failure) ? 'info' : 'warn';
  log()[level](
    { supplier: supplier.id, failure, ...detail },
    `supplier sign-in failed: ${failureWords[failure]}`,
  );
  return redirectTo(portalPage('/sign-in', `supplier-${failure}`), ...cookies);
}
