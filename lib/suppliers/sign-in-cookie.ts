import { z } from 'zod';
import { clearCookie, cookieName, setCookie } from '@/lib/platform/cookies';
import { openToken, sealToken } from '@/lib/sessions/realm-token';

const LIFETIME_S = 900;
/** Keeps a sign-in from being accepted as a session, which is sealed under an equal secret. */
const SALT = 'supplier-sign-in';

const openSignInSchema = z.object({
  supplierId: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** Seconds since 1970. */
  startedAt: z.number(),
  /** The portal session that the supplier's word is to be added to; null: it opens one of its own. */
  addsTo: z.string().nullable().default(null),
});

/** A sign-in that has gone out to a supplier, against which the answer is checked. */
export type OpenSignIn = z.infer<typeof openSignInSchema>;

export function signInCookieName(): string {
  return cookieName('dar-supplier');
}

/**
 * A `Set-Cookie` value that keeps a sign-in in the browser that went out, encrypted, for a quarter of an hour. Lax,
 * since the way back comes from another site. A second one takes the place of the first.
 */
export async function signInCookie(signIn: OpenSignIn): Promise<string> {
  const value = await sealToken('customer', { ...signIn }, LIFETIME_S, SALT);
  return setCookie({ name: signInCookieName(), value, maxAgeS: LIFETIME_S, sameSite: 'Lax' });
}

export function clearedSignInCookie(): string {
  return clearCookie(signInCookieName());
}

/**
 * The sign-in that this browser has open; null when there is none, it has expired, or the cookie is forged.
 */
export async function readSignInCookie(value: string | undefined): Promise<OpenSignIn | null> {
  if (!value) return null;
  const token = await openToken('customer', value, SALT);
  return openSignInSchema.safeParse(token).data ?? null;
}
