import { env } from './env';

/**
 * The name of a cookie of ours. The `__Host-` prefix makes browsers refuse a copy set by another
 * subdomain or without Secure; a plain-http origin (never in production) cannot set it.
 */
export function cookieName(name: string): string {
  return isSecureOrigin() ? `__Host-${name}` : name;
}

function isSecureOrigin(): boolean {
  return env().ORIGIN.startsWith('https:');
}

interface Cookie {
  /** In full, as the browser keeps it. */
  name: string;
  /** Of characters that need no quoting. */
  value: string;
  maxAgeS: number;
  /** Strict for what must not come along with a request that another site caused. */
  sameSite: 'Strict' | 'Lax';
}

/** A `Set-Cookie` value for the whole site that no script can read. */
export function setCookie({ name, value, maxAgeS, sameSite }: Cookie): string {
  const secure = isSecureOrigin() ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${maxAgeS}${secure}`;
}

/** A `Set-Cookie` value that makes the browser forget a cookie. */
export function clearCookie(name: string): string {
  return setCookie({ name, value: '', maxAgeS: 0, sameSite: 'Lax' });
}
