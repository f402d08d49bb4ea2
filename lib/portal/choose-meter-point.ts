import { recordAudit } from '@/lib/audit/record-audit';
import type { PortalSession } from '@/lib/db/generated/client';
import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import type { Locale } from '@/lib/platform/locale';
import type { MeterPointChoice } from './dto';
import { meterPointHandle, openMeterPoints, toChoice } from './meter-points';
import { notifyOthersOfOpening } from './notify-of-opening';

export function hasChosen(session: PortalSession): boolean {
  return session.ir !== null || session.customerId !== null;
}

/** The meter points that a session may choose from, masked. */
export async function listChoices(session: PortalSession): Promise<MeterPointChoice[]> {
  return (await openMeterPoints(db(), session)).map(toChoice);
}

/**
 * Binds a session to one of its meter points, once; another one takes a fresh proof.
 *
 * @returns false when there is no such choice, or it was made already
 */
export async function chooseMeterPoint(
  session: PortalSession,
  handle: string,
  locale: Locale,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const open = await openMeterPoints(tx, session);
    const chosen = open.find(({ mpxn }) => meterPointHandle(mpxn) === handle);
    if (!chosen) return false;
    const { ir, customerId, mpxn } = chosen;
    const { count } = await tx.portalSession.updateMany({
      where: { id: session.id, ir: null, customerId: null, endedAt: null },
      data: { ir, customerId },
    });
    if (count !== 1) return false;
    await recordAudit(tx, {
      type: 'portal.meter-point-chosen',
      ir,
      detail: { session: session.id },
    });
    await notifyOthersOfOpening(tx, { ...session, ir, customerId }, { mpxn, locale });
    return true;
  });
}
