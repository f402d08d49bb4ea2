import {
  authorizationCodeGrant,
  fetchUserInfo,
  type Configuration,
  type IDToken,
} from 'openid-client';
import { now, toEpochSeconds } from '@/lib/platform/clock';
import type { Supplier } from '@/lib/platform/supplier-setting';
import type { OpenSignIn } from './sign-in-cookie';
import { supplierCallbackUrl } from './supplier-address';
import { CLOCK_TOLERANCE_S, supplierClient } from './supplier-client';
import { SupplierError } from './supplier-error';
import { forgetMetadata } from './supplier-metadata';
import { toSupplierError } from './to-supplier-error';

export interface SupplierAnswer {
  /** The supplier's own name for the customer (`sub`). */
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

/** Whether an answer is to the sign-in that this browser has open at this supplier. */
export function isAnswerTo(
  open: OpenSignIn | null,
  supplier: Supplier,
  query: URLSearchParams,
): open is OpenSignIn {
  return open?.supplierId === supplier.id && open.state === query.get('state');
}

/**
 * Refuses a token of another time: it was made after its nonce was, and before it came here. The library looks at
 * the end of its life alone.
 */
function checkIssuedAt({ iat }: IDToken, { startedAt }: OpenSignIn): void {
  const at = toEpochSeconds(now());
  const off = iat > at ? iat - at : Math.min(0, iat - startedAt);
  if (Math.abs(off) > CLOCK_TOLERANCE_S) {
    throw new SupplierError('clock', { claim: 'iat', 'seconds-off': off });
  }
}

async function askForClaims(
  client: Configuration,
  address: URL,
  open: OpenSignIn,
): Promise<SupplierAnswer> {
  const tokens = await authorizationCodeGrant(client, address, {
    expectedState: open.state,
    expectedNonce: open.nonce,
    pkceCodeVerifier: open.codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new SupplierError('unreadable', { reason: 'no-id-token' });
  checkIssuedAt(claims, open);
  const subject = claims.sub;
  if (!client.serverMetadata().userinfo_endpoint) return { subject, claims };
  // Suppliers put the meter point into the ID token, the userinfo answer or both.
  const info = await fetchUserInfo(client, tokens.access_token, subject);
  return { subject, claims: { ...claims, ...info } };
}

/**
 * What the supplier says of the customer whom it sent back with `query`. The address that the code was asked for is
 * taken from the settings, never from the request.
 *
 * @throws {SupplierError} where it says nothing that may be believed
 */
export async function finishSupplierSignIn(
  supplier: Supplier,
  open: OpenSignIn,
  query: URLSearchParams,
): Promise<SupplierAnswer> {
  const address = new URL(supplierCallbackUrl(supplier));
  address.search = query.toString();
  const client = await supplierClient(supplier);
  try {
    return await askForClaims(client, address, open);
  } catch (error) {
    // What it says of itself may have changed since.
    forgetMetadata(supplier);
    throw toSupplierError(error);
  }
}
