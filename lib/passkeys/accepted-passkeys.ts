import type { Db } from '@/lib/db/database';
import type { AcceptedPasskeys } from './dto';

/** Every passkey of a holder, proven or not, as the device is told of them. */
export async function acceptedPasskeys(db: Db, holderId: string): Promise<AcceptedPasskeys> {
  const holder = await db.holder.findUniqueOrThrow({
    where: { id: holderId },
    include: { credentials: { select: { webauthnId: true } } },
  });
  return {
    userId: Buffer.from(holder.userHandle).toString('base64url'),
    credentialIds: holder.credentials.map(({ webauthnId }) => webauthnId),
  };
}
