import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord, Prisma } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { stateAt, toDocument, type AccessDocument } from './dto';
import { lockAccessRecord } from './lock-access-record';
import { REFERENCE, requireReferencedRecord } from './referenced-record';
import type { ReplaceAccessRecordInput } from './schemas';

/** A record must not outlive its expiry by a replacement, or grow, with a person who is no longer there. */
async function refuseEnded(tx: Tx, ir: string | null): Promise<void> {
  if (ir === null) return;
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR SHARE`;
  const person = await tx.identityRecord.findUniqueOrThrow({ where: { ir } });
  if (person.anonymisedAt) throw new ConflictError('The Identity Record was anonymised.');
  if (person.voidedAt) throw new ConflictError('The Identity Record was voided by the operator.');
}

/** The Identity Record a replacement links: the same as before, or another of the caller's own there. */
async function linkOf(
  tx: Tx,
  record: AccessRecord,
  reference: string | null,
): Promise<{ ir: string | null; shown: string | null }> {
  const before = record.document as unknown as AccessDocument;
  if (reference === null) {
    await refuseEnded(tx, record.ir);
    return { ir: record.ir, shown: before['record-metadata']['identity-record-ref'] };
  }
  const person = await requireReferencedRecord(tx, record.accountId, reference);
  if (person.mpxn !== record.mpxn) throw new ConflictError('is at another meter point', REFERENCE);
  return { ir: person.ir, shown: person.ir };
}

/**
 * Replaces an ACTIVE record whole; key, organisation and time of creation stay, and the history keeps
 * what was replaced (contract §6).
 *
 * @throws {NotFoundError} unknown or another's; {@link ConflictError} not ACTIVE, or another meter point
 */
export async function replaceAccessRecord(
  accountId: string,
  ak: string,
  input: ReplaceAccessRecordInput,
) {
  const { expiry, 'registered-at': registeredAt } = input['access-event'];
  return inTransaction(async (tx) => {
    const record = await lockAccessRecord(tx, ak);
    if (record?.accountId !== accountId) throw new NotFoundError('The access record');
    const at = now();
    const state = stateAt(record, at);
    if (state !== 'ACTIVE') throw new ConflictError(`This record is ${state}.`);
    const { ir, shown } = await linkOf(tx, record, input['record-metadata']['identity-record-ref']);
    await tx.accessRecord.update({
      where: { ak },
      data: {
        ir,
        legalBasis: input.processing['legal-basis'],
        document: toDocument(input, shown),
        registeredAt: new Date(registeredAt),
        expiry: expiry === null ? null : new Date(expiry),
        changes: {
          create: {
            id: newId('evt'),
            at,
            state,
            cause: 'replaced',
            accountId,
            replaced: record.document as Prisma.InputJsonValue,
          },
        },
      },
    });
    await recordAudit(tx, { type: 'access-record.replaced', accountId, ak });
    return { ak, expiry };
  });
}
