import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { now, toEpochSeconds } from '@/lib/platform/clock';
import type { Supplier } from '@/lib/platform/supplier-setting';
import { signInCookie } from './sign-in-cookie';
import { supplierCallbackUrl } from './supplier-address';
import { supplierClient } from './supplier-client';

/**
 * The address of the supplier's own sign-in page, and the cookie against which its answer will be checked.
 *
 * @param addsTo the portal session that the supplier's word is to be added to: it is to be given anew then
 * @throws {SupplierError}
 */
export async function startSupplierSignIn(
  supplier: Supplier,
  addsTo: string | null = null,
): Promise<{ address: string; cookie: string }> {
  const client = await supplierClient(supplier);
  const state = randomState();
  const nonce = randomNonce();
  const codeVerifier = randomPKCECodeVerifier();
  const address = buildAuthorizationUrl(client, {
    redirect_uri: supplierCallbackUrl(supplier),
    scope: 'openid',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(addsTo === null ? {} : { prompt: 'login' }),
  });
  const startedAt = toEpochSeconds(now());
  const open = { supplierId: supplier.id, state, nonce, codeVerifier, startedAt, addsTo };
  return { address: address.href, cookie: await signInCookie(open) };
}
