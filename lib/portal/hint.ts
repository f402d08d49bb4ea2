import { z } from 'zod';
import { foldEmail, normaliseEmail } from '@/lib/vocabulary/email-address';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import { now, secondsFrom } from '@/lib/platform/clock';
import { clearCookie, cookieName, setCookie } from '@/lib/platform/cookies';
import { decrypt, encrypt } from '@/lib/platform/crypto';
import { isId } from '@/lib/platform/ids';
import { activeKey, requireStoredKey } from '@/lib/platform/key-ring';
import { stableHash } from '@/lib/platform/stable-hash';

const CONTEXT = 'portal-hint';
const LIFETIME_S = 900;
const MAX_RETURN_URL = 2000;

const aboutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mpxn'), value: z.string() }),
  z.object({ kind: z.literal('email'), value: z.string() }),
  z.object({ kind: z.literal('ir'), value: z.string() }),
]);

const hintSchema = z.object({
  /** Whom the customer claims to be, which proves nothing. */
  about: aboutSchema.nullable(),
  returnUrl: z.string().nullable(),
  /** The portal page to go on to. */
  next: z.enum(['records', 'passkeys', 'residence']),
});

export type About = z.infer<typeof aboutSchema>;
/** What was typed on the sign-in page or came with a Data User's link. */
export type Hint = z.infer<typeof hintSchema>;

export const NO_HINT: Hint = { about: null, returnUrl: null, next: 'records' };

/** A typed meter number, or null. */
export function aboutMpxn(value: string): About | null {
  const mpxn = normaliseMpxn(value);
  return mpxn ? { kind: 'mpxn', value: mpxn } : null;
}

/** A typed e-mail address, or null. */
export function aboutEmail(value: string): About | null {
  const email = normaliseEmail(value);
  return email ? { kind: 'email', value: email } : null;
}

/** What `/portal?ir=…|mpxn=…&return=…` says; null where it names nobody and no way back. */
export function hintOfLink(query: URLSearchParams): Hint | null {
  const ir = query.get('ir');
  const mpxn = query.get('mpxn');
  const returnUrl = query.get('return');
  if (ir === null && mpxn === null && returnUrl === null) return null;
  const about =
    ir !== null && isId('ir', ir) ? ({ kind: 'ir', value: ir } as const) : aboutMpxn(mpxn ?? '');
  const isShort = returnUrl !== null && returnUrl.length <= MAX_RETURN_URL;
  return { about, returnUrl: isShort ? returnUrl : null, next: 'records' };
}

/** A hint, encrypted and preceded by the id of the key, for a cookie or a short-lived row. */
export function sealHint(hint: Hint): { keyId: string; sealed: Uint8Array<ArrayBuffer> } {
  const key = activeKey('encryption');
  return { keyId: key.id, sealed: encrypt(key.bytes, Buffer.from(JSON.stringify(hint)), CONTEXT) };
}

export function openHint(keyId: string, sealed: Uint8Array): Hint {
  const plain = decrypt(requireStoredKey('encryption', keyId).bytes, sealed, CONTEXT);
  return hintSchema.parse(JSON.parse(plain.toString('utf8')));
}

/** A digest of the person whom a hint names, equal for all spellings of an address and not reversible. */
export function subjectHash({ kind, value }: About): string {
  return stableHash('portal-subject', `${kind}:${kind === 'email' ? foldEmail(value) : value}`);
}

export function hintCookieName(): string {
  return cookieName('dar-portal-hint');
}

/**
 * A `Set-Cookie` value that keeps a hint in this browser for a quarter of an hour. Lax: it is set where
 * the customer arrives from another site and is needed on the page that follows.
 */
export function hintCookie(hint: Hint): string {
  const key = activeKey('encryption');
  const until = secondsFrom(now(), LIFETIME_S).toISOString();
  const plain = Buffer.from(JSON.stringify({ hint, until }));
  const value = `${key.id}.${Buffer.from(encrypt(key.bytes, plain, CONTEXT)).toString('base64url')}`;
  return setCookie({ name: hintCookieName(), value, maxAgeS: LIFETIME_S, sameSite: 'Lax' });
}

export function clearedHintCookie(): string {
  return clearCookie(hintCookieName());
}

const keptSchema = z.object({ hint: hintSchema, until: z.iso.datetime() });

/** The hint that a cookie keeps, which is empty for a forged or expired one. */
export function readHint(cookieValue: string | undefined): Hint {
  const [keyId = '', body = ''] = (cookieValue ?? '').split('.');
  if (body === '') return NO_HINT;
  try {
    const key = requireStoredKey('encryption', keyId);
    const plain = decrypt(key.bytes, Buffer.from(body, 'base64url'), CONTEXT);
    const { hint, until } = keptSchema.parse(JSON.parse(plain.toString('utf8')));
    return new Date(until) > now() ? hint : NO_HINT;
  } catch {
    return NO_HINT; // A hint that was forged, or encrypted under a removed key, counts as none.
  }
}
