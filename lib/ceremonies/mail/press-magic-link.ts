import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import {
  isProvedHere,
  requireCeremony,
  type LoadedCeremony,
} from '@/lib/ceremonies/passkey/ceremony';
import { ceremonySession } from '@/lib/ceremonies/passkey/ceremony-session';
import { env } from '@/lib/platform/env';
import { sha256 } from '@/lib/platform/crypto';
import { withAsk } from '@/lib/ceremonies/ask-view';
import type { Ending } from '@/lib/ceremonies/dto';
import {
  AlreadyEndedError,
  confirmReidentification,
  declineReidentification,
  type Decline,
} from '@/lib/ceremonies/end-reidentification';
import { isPending, lateEnding } from '@/lib/ceremonies/ending-view';
import { findEmailProof, pressProofLink } from './email-proof';
import { readLinkToken, type LinkReading } from '@/lib/mail/link-token';
import type { DeclinedReason } from '@/lib/vocabulary/declined-reasons';
import { undoEnrolment } from './undo-enrolment';

export type Press =
  /** On to another page: a return URL, or a page of ours. */
  | { result: 'go'; location: string }
  /** It ended here; `tokenRef` is null where no re-identification is concerned. */
  | { result: 'ending'; ending: Ending; tokenRef: string | null }
  | { result: 'invalid' };

async function endingOf(tokenRef: string): Promise<Press> {
  const row = await db().reidentification.findUniqueOrThrow({
    where: { tokenRef },
    include: withAsk,
  });
  return { result: 'ending', ending: lateEnding(row), tokenRef };
}

async function end(
  tokenRef: string,
  ending: 'confirmed' | 'declined',
  work: () => Promise<string | null>,
): Promise<Press> {
  try {
    const location = await work();
    return location ? { result: 'go', location } : { result: 'ending', ending, tokenRef };
  } catch (error) {
    if (error instanceof AlreadyEndedError) return endingOf(tokenRef);
    throw error;
  }
}

async function pressConfirm(link: LinkReading): Promise<Press> {
  const tokenRef = link.ref;
  const row = await db().reidentification.findUnique({ where: { tokenRef }, include: withAsk });
  if (!row) return { result: 'invalid' };
  if (!isPending(row)) return endingOf(tokenRef);
  return end(tokenRef, 'confirmed', () =>
    inTransaction((tx) =>
      confirmReidentification(tx, tokenRef, {
        confirmedBy: 'magic_link',
        assurance: 'proven',
        credentialId: null,
      }),
    ),
  );
}

/** The page of a ceremony, for the customer who comes back to it from the mail. */
export function ceremonyPageUrl(ceremony: LoadedCeremony): string {
  const { method, linkKeyId } = ceremony.reidentification;
  const page = method === 'passkey_assert' ? 'assert' : 'register';
  return `${env().ORIGIN}/passkey/${page}?session=${ceremonySession(ceremony.id, linkKeyId)}`;
}

async function findProofCeremony(proofId: string): Promise<LoadedCeremony | null> {
  const proof = await findEmailProof(proofId);
  return proof ? requireCeremony(db(), proof.ceremonyId) : null;
}

async function pressProof(link: LinkReading, browserId: string): Promise<Press> {
  const proof = await findEmailProof(link.ref);
  if (!proof) return { result: 'invalid' };
  const ceremony = await requireCeremony(db(), proof.ceremonyId);
  const { tokenRef } = ceremony;
  if (proof.browserHash !== sha256(browserId)) {
    return { result: 'ending', ending: 'other-browser', tokenRef };
  }
  if (link.isExpired) return { result: 'ending', ending: 'expired', tokenRef };
  const pressed = await pressProofLink(ceremony, link.ref, proof.browserHash);
  switch (pressed.result) {
    case 'confirmed':
      return pressed.location
        ? { result: 'go', location: pressed.location }
        : { result: 'ending', ending: 'confirmed', tokenRef };
    case 'proved':
      return { result: 'go', location: ceremonyPageUrl(ceremony) };
    case 'ended':
      return endingOf(tokenRef);
    default:
      return { result: 'ending', ending: proof.usedAt ? 'used' : 'expired', tokenRef };
  }
}

async function pressUndo(link: LinkReading): Promise<Press> {
  if (link.isExpired) return { result: 'ending', ending: 'expired', tokenRef: null };
  const undone = await undoEnrolment(link.ref);
  return { result: 'ending', ending: undone ? 'undone' : 'used', tokenRef: null };
}

/**
 * Presses the button behind a mailed link: once, and never by looking. A second press, an expired link
 * and an invalid one each have their ending.
 */
export async function pressMagicLink(token: string, browserId: string): Promise<Press> {
  const link = await readLinkToken(token);
  if (!link) return { result: 'invalid' };
  switch (link.purpose) {
    case 'confirm':
      return pressConfirm(link);
    case 'prove':
      return pressProof(link, browserId);
    case 'undo':
      return pressUndo(link);
    case 'portal':
      return { result: 'invalid' };
  }
}

/** Declines what the link asks for. A link that only takes a passkey off has nothing to decline. */
export async function declineMagicLink(token: string, reason: DeclinedReason): Promise<Press> {
  const link = await readLinkToken(token);
  if (link?.purpose !== 'confirm' && link?.purpose !== 'prove') return { result: 'invalid' };
  const tokenRef =
    link.purpose === 'confirm' ? link.ref : (await findProofCeremony(link.ref))?.tokenRef;
  if (!tokenRef) return { result: 'invalid' };
  return decline(tokenRef, { isProved: true, reason });
}

async function decline(tokenRef: string, decline: Decline): Promise<Press> {
  return end(tokenRef, 'declined', () =>
    inTransaction((tx) => declineReidentification(tx, tokenRef, decline)),
  );
}

/** Declines the request of a ceremony page, in whosever browser that is open. */
export async function declineCeremony(
  ceremony: LoadedCeremony,
  { browserId, reason }: { browserId: string; reason: DeclinedReason },
): Promise<Press> {
  const isProved = isProvedHere(ceremony, sha256(browserId));
  return decline(ceremony.tokenRef, { isProved, reason });
}
