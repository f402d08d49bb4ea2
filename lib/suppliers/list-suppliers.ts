import { env } from '@/lib/platform/env';
import type { SupplierEntry } from './dto';
import { supplierCallbackUrl } from './supplier-address';

/** The energy suppliers that customers may sign in with, as the settings have them. */
export function listSuppliers(): SupplierEntry[] {
  return env().SUPPLIERS.map((supplier) => ({
    id: supplier.id,
    name: supplier.name,
    issuer: supplier.issuer,
    callbackUrl: supplierCallbackUrl(supplier),
  }));
}
