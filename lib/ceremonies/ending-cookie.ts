import { db } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { cookieName, setCookie } from '@/lib/platform/cookies';
import { env } from '@/lib/platform/env';
import { readJwt, signJwt } from '@/lib/platform/jwt';
import { withAsk } from './ask-view';
import type { Ending, EndingView } from '@/lib/ceremonies/dto';
import { toEndingView, withoutAsk } from './ending-view';

const AUDIENCE = 'ending';
const LIFETIME_S = 600;

const endings: Ending[] = [
  'confirmed',
  'declined',
  'expired',
  'used',
  'invalid',
  'other-browser',
  'undone',
];

export function endingCookieName(): string {
  return cookieName('dar-ending');
}

/**
 * A `Set-Cookie` value that tells `/done` how it ended. Signed, so that nobody can make the page say
 * something with a link; good for ten minutes.
 */
export async function endingCookie(ending: Ending, tokenRef: string | null): Promise<string> {
  const value = await signJwt({
    purpose: 'link',
    audience: AUDIENCE,
    issuer: env().ORIGIN,
    claims: { ending, ...(tokenRef ? { ref: tokenRef } : {}) },
    expiresAt: secondsFrom(now(), LIFETIME_S),
  });
  return setCookie({ name: endingCookieName(), value, maxAgeS: LIFETIME_S, sameSite: 'Lax' });
}

/** The ending that a cookie tells, or null for none that we set in the last ten minutes. */
export async function readEnding(cookieValue: string | undefined): Promise<EndingView | null> {
  if (!cookieValue) return null;
  const reading = await readJwt('link', cookieValue, { audience: AUDIENCE, issuer: env().ORIGIN });
  if (!reading.valid || reading.isExpired) return null;
  const ending = endings.find((candidate) => candidate === reading.claims.ending);
  if (!ending) return null;
  const { ref } = reading.claims;
  const row =
    typeof ref === 'string'
      ? await db().reidentification.findUnique({ where: { tokenRef: ref }, include: withAsk })
      : null;
  return row ? toEndingView(row, ending) : withoutAsk(ending);
}
