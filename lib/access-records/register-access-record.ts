import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { useReidentificationToken } from '@/lib/reidentification/use-reidentification-token';
import { toDocument } from './dto';
import { requireReferencedRecord } from './referenced-record';
import type { AccessRecordInput } from './schemas';
import { supersedeDiscovered } from './supersede-discovered';

/**
 * Registers an access and answers its key. Linked by the caller's own Identity Record or by a confirmed
 * token, which is spent in the same transaction (contract §6).
 *
 * @throws {NotFoundError} {@link ForbiddenError} {@link ConflictError} {@link UnprocessableError}
 */
export async function registerAccessRecord(accountId: string, input: AccessRecordInput) {
  const { state, expiry, 'registered-at': registeredAt } = input['access-event'];
  return inTransaction(async (tx) => {
    const ak = newId('ak');
    const reference = input['record-metadata']['identity-record-ref'];
    const token = input['reidentification-token'];
    const person =
      token === null
        ? await requireReferencedRecord(tx, accountId, reference ?? '')
        : await useReidentificationToken(tx, accountId, token, ak);
    if (person.mpxn === null) throw new ConflictError('The Identity Record was anonymised.');
    const at = now();
    await tx.accessRecord.create({
      data: {
        ak,
        accountId,
        mpxn: person.mpxn,
        ir: person.ir,
        tokenRef: token,
        state,
        legalBasis: input.processing['legal-basis'],
        document: toDocument(input, reference),
        registeredAt: new Date(registeredAt),
        expiry: expiry === null ? null : new Date(expiry),
        revokedAt: state === 'REVOKED' ? at : null,
        createdAt: at,
        changes: { create: { id: newId('evt'), at, state, cause: 'registered', accountId } },
      },
    });
    await supersedeDiscovered(tx, accountId, ak);
    await recordAudit(tx, {
      type: 'access-record.registered',
      accountId,
      ak,
      detail: { state, 'legal-basis': input.processing['legal-basis'], 'by-token': token !== null },
    });
    return { ak, expiry };
  });
}
