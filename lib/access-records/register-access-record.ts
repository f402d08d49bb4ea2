import { lockSightings, supersedeSightings } from '@/lib/sightings/supersede-sightings';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { useReidentificationToken } from '@/lib/reidentification/use-reidentification-token';
import { toDocument } from './dto';
import { requireReferencedRecord } from './referenced-record';
import type { AccessRecordInput } from './schemas';
import { whereState } from './state';

/** ACTIVE records of one account at one meter point, at most (docs/api/access-records.md#how-many). */
const MOST_ACTIVE = 100;

/**
 * Keeps one account from filling a meter point. Exact because the meter point is locked by then.
 * @throws {ConflictError}
 */
async function refuseTooMany(tx: Tx, where: Prisma.AccessRecordWhereInput): Promise<void> {
  const active = await tx.accessRecord.count({ where });
  if (active < MOST_ACTIVE) return;
  throw new ConflictError(`This account has ${MOST_ACTIVE} ACTIVE records at this meter point.`);
}

/**
 * Registers an access and answers its key. It is linked by the caller's own Identity Record or by a confirmed
 * token, which is spent in this transaction (docs/api/access-records.md#whom-a-record-is-about).
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
    await lockSightings(tx, person.mpxn);
    if (state === 'ACTIVE') {
      await refuseTooMany(tx, { accountId, mpxn: person.mpxn, ...whereState('ACTIVE', at) });
    }
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
    await supersedeSightings(tx, { mpxn: person.mpxn });
    await recordAudit(tx, {
      type: 'access-record.registered',
      accountId,
      ak,
      detail: { state, 'legal-basis': input.processing['legal-basis'], 'by-token': token !== null },
    });
    return { ak, expiry };
  });
}
