import { cookieName } from './cookies';
import { randomToken } from './crypto';

/** Name of the cookie that holds this browser's random id. */
export function browserCookieName(): string {
  return cookieName('dar-browser');
}

/** 32 random bytes, base64url. */
export function newBrowserId(): string {
  return randomToken(32);
}

/** Whether `value` has the form of `newBrowserId`. It does not tell whether we issued it. */
export function isBrowserId(value: string | undefined): value is string {
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value);
}
