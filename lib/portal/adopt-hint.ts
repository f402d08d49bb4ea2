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
 * Takes what a Data User's link named into a session that is open already for that very meter point: the
 * way back, which is judged each time it would be shown. False where the link names another one, which
 * takes a fresh proof, and where it named nothing.
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
