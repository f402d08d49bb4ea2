import type { Account, Reidentification } from '@/lib/db/generated/client';

/** The parameter by which the outcome reaches the Data User: named after the method that was started. */
export function tokenParameter(method: Reidentification['method']): string {
  return method === 'magic_link' ? 'dar-reid-token' : 'dar-passkey-token';
}

/**
 * Where the customer goes with `outcome` in the query, or null: no return URL was given, or the account
 * has unregistered it since. The registered URL's own query stays as it is, byte by byte.
 */
export function returnLocation(
  reidentification: Pick<Reidentification, 'returnUrl' | 'state'>,
  account: Pick<Account, 'redirectUrls'>,
  outcome: Record<string, string>,
): string | null {
  const { returnUrl, state } = reidentification;
  if (!returnUrl || !account.redirectUrls.includes(returnUrl)) return null;
  const added = new URLSearchParams(outcome);
  if (state !== null) added.append('state', state);
  const joint = returnUrl.includes('?') ? (/[?&]$/.test(returnUrl) ? '' : '&') : '?';
  return `${returnUrl}${joint}${added.toString()}`;
}

/** Host shown to the customer as where they go back to, or null. */
export function returnHost(
  reidentification: Pick<Reidentification, 'returnUrl'>,
  account: Pick<Account, 'redirectUrls'>,
): string | null {
  const { returnUrl } = reidentification;
  return returnUrl && account.redirectUrls.includes(returnUrl) ? new URL(returnUrl).host : null;
}
