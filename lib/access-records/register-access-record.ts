import { lockMeterPoint } from '@/lib/sightings/lock-meter-point';
import { supersedeSightings } from '@/lib/sightings/supersede-sightings';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Account, IdentityRecord, Prisma } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { useConfirmationToken } from '@/lib/reidentification/use-confirmation-token';
import type { UsedToken } from '@/lib/reidentification/use-confirmed-token';
import { useReidentificationToken } from '@/lib/reidentification/use-reidentification-token';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { toDocument } from './dto';
import { notifyOfConsent } from './notify-of-consent';
import { requireReferencedRecord } from './referenced-record';
import type { AccessRecordInput } from './schemas';
import { whereState } from './state';
import { takeConfirmation, toColumns } from './take-confirmation';

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

interface Link {
  person: IdentityRecord;
  /** The token that proved it, spent on the record; null: none was given. */
  confirmed: UsedToken | null;
}

/** Whom a new record is about, and the confirmation of theirs that it carries. */
async function linkOf(
  tx: Tx,
  accountId: string,
  ak: string,
  input: AccessRecordInput,
): Promise<Link> {
  const { 'reidentification-token': token, 'confirmation-token': confirmation } = input;
  if (token !== null) {
    const confirmed = await useReidentificationToken(tx, accountId, token, ak);
    return { person: confirmed.identityRecord, confirmed };
  }
  const reference = input['record-metadata']['identity-record-ref'];
  const person = await requireReferencedRecord(tx, accountId, reference ?? '');
  if (confirmation === null) return { person, confirmed: null };
  const { ir } = person;
  const use = { accountId, tokenRef: confirmation, ak, ir };
  return { person, confirmed: await useConfirmationToken(tx, use) };
}

/**
 * Registers an access and answers its key. It is linked by the caller's own Identity Record or by a confirmed
 * token, which is spent in this transaction (docs/api/access-records.md#whom-a-record-is-about).
 *
 * @throws {NotFoundError} {@link ForbiddenError} {@link ConflictError} {@link UnprocessableError}
 * @throws {ConflictError} it goes beyond what the customer was shown
 * @throws {RateLimitError} the customer cannot be told now
 */
export async function registerAccessRecord(account: Account, input: AccessRecordInput) {
  const { id: accountId } = account;
  const { state, expiry, 'registered-at': registeredAt } = input['access-event'];
  const { 'legal-basis': legalBasis } = input.processing;
  return inTransaction(async (tx) => {
    const ak = newId('ak');
    const reference = input['record-metadata']['identity-record-ref'];
    const token = input['reidentification-token'];
    const { person, confirmed } = await linkOf(tx, accountId, ak, input);
    const confirmation =
      confirmed && (await takeConfirmation(tx, confirmed, { ak, document: input }));
    if (person.mpxn === null) throw new ConflictError('The Identity Record was anonymised.');
    const at = now();
    await lockMeterPoint(tx, person.mpxn);
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
        legalBasis,
        ...toColumns(confirmation),
        document: toDocument(input, reference),
        registeredAt: new Date(registeredAt),
        expiry: expiry === null ? null : new Date(expiry),
        revokedAt: state === 'REVOKED' ? at : null,
        createdAt: at,
        changes: { create: { id: newId('evt'), at, state, cause: 'registered', accountId } },
      },
    });
    await supersedeSightings(tx, { mpxn: person.mpxn });
    if (state === 'ACTIVE' && isConsentBasis(legalBasis)) {
      const confirmationRef = confirmation?.confirmationRef ?? null;
      await notifyOfConsent(tx, { ak, ir: person.ir, account, confirmationRef });
    }
    await recordAudit(tx, {
      type: 'access-record.registered',
      accountId,
      ak,
      detail: { state, 'legal-basis': legalBasis, 'by-token': token !== null },
    });
    return { ak, expiry };
  });
}
