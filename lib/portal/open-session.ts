import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { randomToken, sha256 } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import { notifyOthersOfOpening } from './notify-of-opening';
import type { Hint } from './hint';
import { openMeterPoints, type OpenMeterPoint } from './meter-points';
import type { Proof } from './proved';
import { SESSION_LIFETIME_S } from './session-lifetime';

export interface OpenSessionInput {
  proof: Proof;
  hint: Hint;
  locale: Locale;
  /** The session that this browser had before, if any: it ends. */
  formerToken: string | null;
}

/** The meter point that the customer named beforehand, or the only one there is. */
async function preselect(
  tx: Tx,
  { about }: Hint,
  open: OpenMeterPoint[],
): Promise<OpenMeterPoint | null> {
  if (open.length === 1) return open[0] ?? null;
  if (about?.kind === 'mpxn') return open.find(({ mpxn }) => mpxn === about.value) ?? null;
  if (about?.kind !== 'ir') return null;
  const named = await tx.identityRecord.findUnique({ where: { ir: about.value } });
  return open.find(({ mpxn }) => mpxn === named?.mpxn) ?? null;
}

/**
 * Opens a session for what was proved and answers the secret of its cookie. The session that the browser had
 * before ends.
 *
 * @returns null when the proof no longer opens any meter point
 */
export async function openSession(tx: Tx, input: OpenSessionInput): Promise<string | null> {
  const { proof, hint, formerToken } = input;
  const open = await openMeterPoints(tx, proof);
  if (open.length === 0) return null;
  const at = now();
  const token = randomToken();
  const chosen = await preselect(tx, hint, open);
  if (formerToken !== null) {
    await tx.portalSession.updateMany({
      where: { tokenHash: sha256(formerToken), endedAt: null },
      data: { endedAt: at },
    });
  }
  const { provedBy, holderId, credentialId, provedIrs, customerIds } = proof;
  const session = await tx.portalSession.create({
    data: {
      id: newId('pse'),
      tokenHash: sha256(token),
      ...{ provedBy, holderId, credentialId, provedIrs, customerIds },
      ir: chosen?.ir ?? null,
      customerId: chosen?.customerId ?? null,
      returnUrl: hint.returnUrl,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: secondsFrom(at, SESSION_LIFETIME_S),
    },
  });
  await recordAudit(tx, {
    type: 'portal.signed-in',
    ir: session.ir,
    detail: { session: session.id, by: provedBy, 'meter-points': open.length },
  });
  if (chosen) await notifyOthersOfOpening(tx, session, { mpxn: chosen.mpxn, locale: input.locale });
  return token;
}
