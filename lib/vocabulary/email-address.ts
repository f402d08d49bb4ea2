import { domainToASCII } from 'node:url';

const LOCAL_PART = /^[^\s"(),:;<>@[\]\\\p{Cc}\p{Cf}]{1,64}$/u;
/** Node's `domainToASCII` reads a URL's host: it would cut off a path and drop a line break. */
const HOST_CHARACTERS = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const MAX_LENGTH = 254;

/**
 * The one form of an address that is hashed, stored and mailed: NFKC, trimmed, the domain in lower case
 * and ASCII. Null for anything but one plain `local@domain`: a list, a display name, quoting.
 */
export function normaliseEmail(value: string): string | null {
  const address = value.normalize('NFKC').trim();
  const at = address.indexOf('@');
  if (at < 1 || at !== address.lastIndexOf('@') || address.length > MAX_LENGTH) return null;
  const local = address.slice(0, at);
  const host = address.slice(at + 1).toLowerCase();
  const domain = HOST_CHARACTERS.test(host) ? domainToASCII(host) : '';
  const dotted = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  return LOCAL_PART.test(local) && !dotted && DOMAIN.test(domain) ? `${local}@${domain}` : null;
}

/** A normalised address with its local part in one case, as most mail services read it. */
export function foldEmail(address: string): string {
  return address.toLowerCase().normalize('NFKC');
}

/**
 * Whether every mail server takes a normalised address: only some take a local part beyond ASCII, and
 * such letters look like others.
 */
export function isMailedEverywhere(address: string): boolean {
  return /^\p{ASCII}*$/u.test(address);
}

/** `customer@example.com` as `c*****r@example.com`; the stars do not tell the length. */
export function maskEmail(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  const letters = Array.from(local);
  const last = letters.length > 2 ? (letters.at(-1) ?? '') : '';
  return `${letters[0] ?? ''}*****${last}@${domain}`;
}
