import type { Db } from '@/lib/db/database';
import type { Holder } from '@/lib/db/generated/client';
import type { AcceptedPasskeys } from '@/lib/webauthn/dto';

/** Every passkey of a holder, proven or not, in the form in which the device is informed of them. */
export async function acceptedPasskeys(
  db: Db,
  holder: Pick<Holder, 'id' | 'userHandle'>,
): Promise<AcceptedPasskeys> {
  const credentials = await db.credential.findMany({
    where: { holderId: holder.id },
    select: { webauthnId: true },
  });
  return {
    userId: Buffer.from(holder.userHandle).toString('base64url'),
    credentialIds: credentials.map(({ webauthnId }) => webauthnId),
  };
}
