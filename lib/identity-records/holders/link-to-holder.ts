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

/** The flow in which a record is linked. */
interface LinkFlow {
  accountId: string;
  /** Null when the customer did it in the portal. */
  tokenRef: string | null;
  at: Date;
}

type HeldCredential = Credential & { holder: Pick<Holder, 'id'> };

/**
 * The proven passkeys of a holder that are on every record on which `credential` is, and so are linked
 * together with it. A passkey that an organisation put on its own record alone is not among them.
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
 * Links a record to the holder of the passkey that was just proved on it, so that one passkey serves all Data
 * Users and both fuels (docs/api/passkeys.md#holders). For as long as an undo lasts the record can be put
 * back to the holder that it had.
 *
 * @returns the undo's id, for the mail to the record's address; null when nothing changed or the record has
 *   no address
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
