import { env } from '@/lib/platform/env';
import { readJwt, signJwt } from '@/lib/platform/jwt';
import { deriveKey, hmacSha256 } from '@/lib/platform/crypto';
import { requireStoredKey } from '@/lib/platform/key-ring';

/**
 * What a link in a mail is for. `confirm`: a re-identification. `prove`: a page of ours waits for it.
 * `undo`: takes back a passkey that was just added. `portal`: signs in to the portal, on a page there.
 */
export type LinkPurpose = 'confirm' | 'prove' | 'undo' | 'portal';

const AUDIENCE = 'magic-link';
const purposes: LinkPurpose[] = ['confirm', 'prove', 'undo', 'portal'];

export interface LinkInput {
  purpose: LinkPurpose;
  /**
   * A token-ref for `confirm`, an e-mail proof's id for `prove`, a passkey's undo for `undo`,
   * a portal sign-in's id for `portal`.
   */
  ref: string;
  expiresAt: Date;
  /** The link key that the row names, so that a retried mail carries an equal link. */
  keyId: string;
}

/** The link's token. Nothing stores it: it names what it is for, and the row makes it single-use. */
export function linkToken({ purpose, ref, expiresAt, keyId }: LinkInput): Promise<string> {
  return signJwt({
    purpose: 'link',
    audience: AUDIENCE,
    issuer: env().ORIGIN,
    claims: { use: purpose, ref },
    expiresAt,
    keyId,
  });
}

/** The address in the mail, on the configured origin whatever a request's headers say. */
export async function linkUrl(input: LinkInput): Promise<string> {
  const page = input.purpose === 'portal' ? 'portal/link' : 'magic-link';
  return `${env().ORIGIN}/${page}/${await linkToken(input)}`;
}

export interface LinkReading {
  purpose: LinkPurpose;
  ref: string;
  isExpired: boolean;
}

/**
 * The token in the address of a link as it was opened: percent signs read, and without what a mail program
 * or a reader stuck to its ends.
 */
export function plainToken(asOpened: string): string {
  let text = asOpened;
  try {
    text = decodeURIComponent(asOpened);
  } catch (error) {
    // Not an encoding of anything: it is read as it stands, and is no token of ours.
    if (!(error instanceof URIError)) throw error;
  }
  return text.replaceAll(/^[^\w-]+|[^\w-]+$/gu, '');
}

/** What a link token says, or null for one that we did not make. */
export async function readLinkToken(asOpened: string): Promise<LinkReading | null> {
  const reading = await readJwt('link', plainToken(asOpened), {
    audience: AUDIENCE,
    issuer: env().ORIGIN,
  });
  if (!reading.valid) return null;
  const { use, ref } = reading.claims;
  const purpose = purposes.find((candidate) => candidate === use);
  if (!purpose || typeof ref !== 'string') return null;
  return { purpose, ref, isExpired: reading.isExpired };
}

/** The six digits mailed for an e-mail proof; derived, so that no table holds them. */
export function proofCode({ proofId, keyId }: { proofId: string; keyId: string }): string {
  const key = deriveKey(requireStoredKey('link', keyId).bytes, 'email-proof-code');
  const number = hmacSha256(key, proofId).readUIntBE(0, 6) % 1_000_000;
  return String(number).padStart(6, '0');
}
