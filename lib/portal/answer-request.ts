import { AlreadyEndedError, declineReidentification } from '@/lib/ceremonies/end-reidentification';
import type { PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { linkUrl } from '@/lib/mail/link-token';
import { now } from '@/lib/platform/clock';
import { findWaitingRequests, type WaitingRequest } from './waiting-requests';

async function findWaiting(session: PortalSession, handle: string): Promise<WaitingRequest | null> {
  const waiting = await findWaitingRequests(session, now());
  return waiting.find((one) => one.handle === handle) ?? null;
}

/**
 * The page behind the mailed link of a request, for the session that may answer it here: all that page says, asks
 * and records is as it is for who comes from the mail.
 *
 * @returns null when it waits no more, or is to be answered elsewhere
 */
export async function linkOfRequest(
  session: PortalSession,
  handle: string,
): Promise<string | null> {
  const found = await findWaiting(session, handle);
  if (found?.answer !== 'here') return null;
  const { tokenRef: ref, expiresAt, linkKeyId: keyId } = found.row;
  return linkUrl({ purpose: 'confirm', ref, expiresAt, keyId });
}

/**
 * Declines a request for its own customer, wherever it began (docs/ceremonies.md#requests-that-wait); final, audited
 * and counted as a decline behind a mailed link is.
 *
 * @returns false when it waits no more, or is not theirs
 */
export async function refuseRequest(session: PortalSession, handle: string): Promise<boolean> {
  const found = await findWaiting(session, handle);
  if (!found) return false;
  try {
    await inTransaction((tx) =>
      declineReidentification(tx, found.row.tokenRef, { isProved: true, reason: 'refused' }),
    );
    return true;
  } catch (error) {
    if (error instanceof AlreadyEndedError) return false;
    throw error;
  }
}
