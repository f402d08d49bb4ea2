import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { toAskView, withAsk, type AskRow } from '@/lib/ceremonies/ask-view';
import type { EndingView } from '@/lib/ceremonies/dto';
import { isPending, lateEnding, toEndingView, withoutAsk } from '@/lib/ceremonies/ending-view';
import type { MagicLinkPage } from './dto';
import { findEmailProof, isLive } from './email-proof';
import { plainToken, readLinkToken, type LinkReading } from '@/lib/mail/link-token';
import { viewEnrolmentUndo } from './undo-enrolment';

interface ViewInput {
  token: string;
  browserId: string;
}

function ended(view: EndingView): MagicLinkPage {
  return { kind: 'ended', view };
}

async function findAsk(tokenRef: string): Promise<AskRow | null> {
  return db().reidentification.findUnique({ where: { tokenRef }, include: withAsk });
}

async function viewConfirm(link: LinkReading, token: string): Promise<MagicLinkPage> {
  const row = await findAsk(link.ref);
  if (!row) return { kind: 'unknown' };
  if (link.isExpired && row.outcome === null) return ended(toEndingView(row, 'expired'));
  if (!isPending(row)) return ended(toEndingView(row, lateEnding(row)));
  return {
    kind: 'open',
    view: {
      purpose: 'confirm',
      ask: toAskView(row),
      token,
      sentTo: row.identityRecord.emailMask,
      isAskingBrowser: true,
      isAnswer: true,
      passkeyAddedAt: null,
    },
  };
}

async function viewProof(link: LinkReading, input: ViewInput): Promise<MagicLinkPage> {
  const proof = await findEmailProof(link.ref);
  const ceremony = proof && (await db().ceremony.findUnique({ where: { id: proof.ceremonyId } }));
  const row = ceremony && (await findAsk(ceremony.tokenRef));
  if (!proof || !row) return { kind: 'unknown' };
  if (proof.usedAt) return ended(toEndingView(row, 'used'));
  if (!isPending(row)) return ended(toEndingView(row, lateEnding(row)));
  if (link.isExpired || !isLive(proof, now())) return ended(toEndingView(row, 'expired'));
  return {
    kind: 'open',
    view: {
      purpose: 'prove',
      ask: toAskView(row),
      token: input.token,
      sentTo: row.identityRecord.emailMask,
      isAskingBrowser: proof.browserHash === sha256(input.browserId),
      isAnswer: row.method === 'passkey_assert',
      passkeyAddedAt: null,
    },
  };
}

async function viewUndo(link: LinkReading, token: string): Promise<MagicLinkPage> {
  if (link.isExpired) return ended(withoutAsk('expired'));
  const undo = await viewEnrolmentUndo(link.ref);
  if (!undo) return ended(withoutAsk('used'));
  return {
    kind: 'open',
    view: {
      purpose: 'undo',
      ask: undo.ask,
      token,
      sentTo: undo.sentTo,
      isAskingBrowser: true,
      isAnswer: false,
      passkeyAddedAt: undo.addedAt.toISOString(),
    },
  };
}

/** What the page behind a mailed link shows. Looking changes nothing, however often. */
export async function viewMagicLink({ token, browserId }: ViewInput): Promise<MagicLinkPage> {
  const input = { token: plainToken(token), browserId };
  const link = await readLinkToken(input.token);
  if (!link) return { kind: 'unknown' };
  switch (link.purpose) {
    case 'confirm':
      return viewConfirm(link, input.token);
    case 'prove':
      return viewProof(link, input);
    case 'undo':
      return viewUndo(link, input.token);
    case 'portal':
      return { kind: 'unknown' }; // it has a page of its own
  }
}
