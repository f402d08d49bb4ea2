import { randomBytes } from 'node:crypto';

/** A host name that no other test uses and nobody owns. */
export function randomHost(): string {
  return `org-${randomBytes(6).toString('hex')}.example`;
}
