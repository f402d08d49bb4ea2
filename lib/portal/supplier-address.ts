import { env, type Supplier } from '@/lib/platform/env';

/** Under this address of ours next-auth speaks with suppliers. */
export function supplierBase(): string {
  return `${env().ORIGIN}/portal/supplier`;
}

/** The address that a supplier must know as where its customers come back to. */
export function supplierCallbackUrl({ id }: Pick<Supplier, 'id'>): string {
  return `${supplierBase()}/callback/${id}`;
}
