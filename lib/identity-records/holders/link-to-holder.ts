import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential, Holder } from '@/lib/db/generated/client';
import { deleteOrphanHolder } from './delete-orphan-holder';
import { openUndos } from './open-undos';
import { placeCredential } from './place-credential';
import {
  credentialsOn,
  isProven,
  withCredentials,
  type RecordWithCredentials,
} from './usable-credentials';

/** In whose flow a record is linked. */
interface LinkFlow {
  accountId: string;
  /** Null: in the portal. */
  tokenRef: string | null;
  at: Date;
}

type HeldCredential = Credential & { holder: Pick<Holder, 'id'> };

/**
 * The proven passkeys of a holder that go wherever one of them goes: they are on every record on which
 * that one is. One that an organisation put on its own record alone stays there.
 */
async function inseparable(tx: Tx, credential: HeldCredential, at: Date): Promise<Credential[]> {
  const records = await tx.identityRecord.findMany({
    where: { holderId: credential.holder.id },
    include: withCredentials,
  });
  const sets = records
    .map(credentialsOn)
    .filter((credentials) => credentials.some(({ id }) => id === credential.id));
  const [first = []] = sets;
  return first.filter(
    (candidate) =>
      candidate.id !== credential.id &&
      isProven(candidate, at) &&
      sets.every((credentials) => credentials.some(({ id }) => id === candidate.id)),
  );
}

/**
 * Puts a record under the passkey that was just proved on it, so that one passkey serves all Data Users and
 * both fuels (docs/api/passkeys.md#holders): the record is linked to the passkey's holder, and can be put
 * back to the one that it had for as long as an undo lasts. Answers the undo's id, for the mail to the
 * record's address; null: nothing changed, or the record has no address.
 */
export async function linkToHolder(
  tx: Tx,
  record: RecordWithCredentials,
  credential: HeldCredential,
  { accountId, tokenRef, at }: LinkFlow,
): Promise<string | null> {
  if (credentialsOn(record).some(({ id }) => id === credential.id)) return null;
  const { holder } = credential;
  const formerHolderId = record.holderId === holder.id ? null : record.holderId;
  await tx.$queryRaw`SELECT 1 FROM holders WHERE id = ${holder.id} FOR SHARE`;
  const companions = await inseparable(tx, credential, at);
  await tx.identityRecord.update({ where: { ir: record.ir }, data: { holderId: holder.id } });
  for (const { id } of [credential, ...companions]) {
    await placeCredential(tx, { credentialId: id, ir: record.ir, at });
  }
  await recordAudit(tx, {
    type: 'identity-record.linked',
    accountId,
    ir: record.ir,
    tokenRef,
    detail: { holder: holder.id },
  });
  const undos = await openUndos(tx, [record], { credentialId: credential.id, accountId, at });
  if (formerHolderId !== null) {
    const cause = { accountId, ir: record.ir, by: 'linked to another holder' };
    await deleteOrphanHolder(tx, formerHolderId, cause);
  }
  return undos.get(record.ir) ?? null;
}
