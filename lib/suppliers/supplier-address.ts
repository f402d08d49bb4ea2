import { env } from '@/lib/platform/env';
import type { Supplier } from '@/lib/platform/supplier-setting';

/** The address that a supplier must know as where its customers come back to. */
export function supplierCallbackUrl({ id }: Pick<Supplier, 'id'>): string {
  return `${env().ORIGIN}/portal/supplier/callback/${id}`;
}
