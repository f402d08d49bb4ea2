import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { Prisma, type AccessRecord, type Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { now } from '@/lib/platform/clock';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { whileReachChanges } from '@/lib/release-changes/while-reach-changes';
import { stateAt } from './state';
import { toDocument, type AccessDocument } from './dto';
import { confirmReplacement } from './confirm-replacement';
import { earliestAfterReplacement } from './earliest-data-date';
import { notifyOfConsent } from './notify-of-consent';
import { lockAccessRecord } from './lock-access-record';
import { REFERENCE, requireReferencedRecord } from './referenced-record';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import type { ReplaceAccessRecordInput } from './schemas';

/** A record must not outlive its expiry by a replacement, or grow, with a person who is no longer there. */
async function refuseEnded(tx: Tx, ir: string | null): Promise<void> {
  if (ir === null) return;
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR SHARE`;
  const person = await tx.identityRecord.findUniqueOrThrow({ where: { ir } });
  if (person.anonymisedAt) throw new ConflictError('The Identity Record was anonymised.');
  if (person.voidedAt) throw new ConflictError('The Identity Record was voided by the operator.');
}

/**
 * The Identity Record that a replacement links: that of the replaced version, or another own one at the meter
 * point.
 */
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

/** What the history keeps of a record that is replaced: its document, and what columns say beside it. */
function versionOf(record: AccessRecord) {
  return {
    replaced: record.document as Prisma.InputJsonValue,
    replacedIr: record.ir,
    replacedLegalBasis: record.legalBasis,
    replacedRegisteredAt: record.registeredAt,
    replacedExpiry: record.expiry,
    replacedSince: record.replacedAt,
    replacedConfirmation: record.customerConfirmation ?? Prisma.DbNull,
    replacedConfirmationRef: record.confirmationRef,
  };
}

type Reach = Pick<AccessRecord, 'ir' | 'legalBasis' | 'registeredAt'>;

/**
 * Whether a replacement may take a record from the view of the customer whom it was linked to: it links
 * somebody else, starts at another time, or is no longer a consent. They still see the version that it
 * replaced, and are notified.
 */
function takesAway(before: Reach, after: Reach): boolean {
  return (
    before.ir !== after.ir ||
    before.registeredAt.getTime() !== after.registeredAt.getTime() ||
    (isConsentBasis(before.legalBasis) && !isConsentBasis(after.legalBasis))
  );
}

/** Whether a replacement makes a consent of a person that was none of theirs before. */
function isFurtherConsent(before: Reach, after: Reach): boolean {
  if (!isConsentBasis(after.legalBasis)) return false;
  return before.ir !== after.ir || !isConsentBasis(before.legalBasis);
}

/**
 * Notifies the customer whom a record was linked to of the change, if an address is stored for them. A limit
 * never leaves the mail out, since that would let an organisation replace records unnoticed; nothing is
 * replaced then.
 *
 * @throws {RateLimitError}
 */
async function notifyCustomer(
  tx: Tx,
  ir: string | null,
  changeId: string,
  causedBy: Account,
): Promise<void> {
  const person = ir === null ? null : await tx.identityRecord.findUnique({ where: { ir } });
  if (!person?.emailHash) return;
  const mail = { ir: person.ir, subjectRef: changeId, locale: 'en', causedBy } as const;
  await queueMail(tx, { kind: 'record-changed', ...mail });
}

/** Whether a replacement is a consent that its customer confirmed anew. */
function isConfirmedConsent({ legalBasis }: Reach, tokenRef: string | null): boolean {
  return tokenRef !== null && isConsentBasis(legalBasis);
}

function reachOf(input: ReplaceAccessRecordInput, ir: string | null): Reach {
  return {
    ir,
    legalBasis: input.processing['legal-basis'],
    registeredAt: new Date(input['access-event']['registered-at']),
  };
}

/**
 * Replaces an ACTIVE record whole. Its key, organisation and time of creation do not change, and the history
 * keeps the version that was replaced. A customer from whose view this may take the record is notified by
 * mail (docs/api/access-records.md#replacing).
 *
 * @throws {NotFoundError} when the record is unknown or another's
 * @throws {ConflictError} when the record is not ACTIVE, or the meter point is another one
 * @throws {ConflictError} when it does more than narrow what the customer was shown
 * @throws {RateLimitError} when the customer cannot be notified now
 */
export async function replaceAccessRecord(
  account: Account,
  ak: string,
  input: ReplaceAccessRecordInput,
) {
  const { id: accountId } = account;
  const { expiry } = input['access-event'];
  const tokenRef = input['confirmation-token'];
  return inTransaction(async (tx) => {
    const record = await lockAccessRecord(tx, ak);
    if (record?.accountId !== accountId) throw new NotFoundError('The access record');
    const at = now();
    const state = stateAt(record, at);
    if (state !== 'ACTIVE') throw new ConflictError(`This record is ${state}.`);
    const { ir, shown } = await linkOf(tx, record, input['record-metadata']['identity-record-ref']);
    const changeId = newId('evt');
    const after = reachOf(input, ir);
    const document = toDocument(input, shown);
    const { columns, isConfirmed } = await confirmReplacement(tx, record, {
      ir,
      document: document as unknown as AccessDocument,
      tokenRef,
    });
    const isNewlyConfirmed = tokenRef !== null;
    await whileReachChanges(tx, record.mpxn, async () =>
      tx.accessRecord.update({
        where: { ak },
        data: {
          ...after,
          ...columns,
          ...(await earliestAfterReplacement(tx, record, { ir, isNewlyConfirmed })),
          // Whom a reference names, no token links any more.
          tokenRef: input['record-metadata']['identity-record-ref'] === null ? undefined : null,
          document,
          expiry: expiry === null ? null : new Date(expiry),
          replacedAt: at,
          changes: {
            create: { id: changeId, at, state, cause: 'replaced', accountId, ...versionOf(record) },
          },
        },
      }),
    );
    if (takesAway(record, after)) await notifyCustomer(tx, record.ir, changeId, account);
    const isFurther = !isConfirmed && isFurtherConsent(record, after);
    if (ir !== null && (isFurther || isConfirmedConsent(after, tokenRef))) {
      await notifyOfConsent(tx, { ak, ir, account, confirmationRef: tokenRef });
    }
    await recordAudit(tx, { type: 'access-record.replaced', accountId, ak });
    return { ak, expiry };
  });
}
