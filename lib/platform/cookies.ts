import { env } from './env';

/**
 * The name of a cookie of ours. The `__Host-` prefix makes browsers refuse a copy set by another
 * subdomain or without Secure; a plain-http origin (never in production) cannot set it.
 */
export function cookieName(name: string): string {
  return isSecureOrigin() ? `__Host-${name}` : name;
}

export function isSecureOrigin(): boolean {
  return env().ORIGIN.startsWith('https:');
}
