import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import type { About, Hint } from './hint';

/** The meter point that a session is bound to, by its chosen record or supplier's customer. */
async function meterPointOf({ ir, customerId }: PortalSession): Promise<string | null> {
  if (ir !== null) {
    const record = await db().identityRecord.findUnique({ where: { ir } });
    return record?.mpxn ?? null;
  }
  if (customerId === null) return null;
  const customer = await db().supplierCustomer.findUnique({ where: { id: customerId } });
  return customer?.mpxn ?? null;
}

async function isAboutSession(session: PortalSession, about: About | null): Promise<boolean> {
  if (about === null) return true;
  const mpxn = await meterPointOf(session);
  if (mpxn === null) return false;
  switch (about.kind) {
    case 'mpxn':
      return about.value === mpxn;
    case 'ir': {
      const named = await db().identityRecord.findUnique({ where: { ir: about.value } });
      return named?.mpxn === mpxn;
    }
    case 'email':
      return false;
  }
}

/**
 * Adds the return URL of a Data User's link to a session that is open already for the meter point of that
 * link. Whether the URL may be used is checked each time it would be shown.
 *
 * @returns false when the link names another meter point, which takes a fresh proof, or nothing at all
 */
export async function adoptHint(session: PortalSession, hint: Hint): Promise<boolean> {
  const { about, returnUrl } = hint;
  if (about === null && returnUrl === null) return false;
  if (!(await isAboutSession(session, about))) return false;
  if (returnUrl !== null) {
    await db().portalSession.updateMany({
      where: { id: session.id, endedAt: null },
      data: { returnUrl },
    });
  }
  return true;
}
