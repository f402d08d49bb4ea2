import {
  allowInsecureRequests,
  clockTolerance,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { clientAuthentication } from './client-authentication';
import { supplierFetch } from './supplier-fetch';
import { forgetMetadata, isInsecure, requireMetadata, TIMEOUT_S } from './supplier-metadata';

/** How far a supplier's clock may be off. */
export const CLOCK_TOLERANCE_S = 60;

/**
 * The register as a client of one supplier, for one request of a customer's.
 *
 * @throws {SupplierError} where the supplier cannot be asked, or offers no way that we take
 */
export async function supplierClient(supplier: Supplier): Promise<Configuration> {
  try {
    return await build(supplier);
  } catch (error) {
    forgetMetadata(supplier);
    throw error;
  }
}

async function build(supplier: Supplier): Promise<Configuration> {
  const metadata = await requireMetadata(supplier);
  const client = new Configuration(
    metadata,
    supplier['client-id'],
    { [clockTolerance]: CLOCK_TOLERANCE_S },
    await clientAuthentication(supplier, metadata),
  );
  client.timeout = TIMEOUT_S;
  client[customFetch] = supplierFetch;
  // Signatures are checked although the token came straight from the supplier.
  enableNonRepudiationChecks(client);
  if (isInsecure(supplier)) allowInsecureRequests(client);
  return client;
}
