import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord, Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { customerOfToken } from '@/lib/meter-points/customer-of-token';
import { findSeen } from '@/lib/meter-points/find-seen';
import type { Customer } from '@/lib/meter-points/stays';
import { now } from '@/lib/platform/clock';
import { ConflictError, ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { findConsumedToken, requirePortalToken } from '@/lib/reidentification/portal-token';
import { emitEvent } from '@/lib/webhooks/emit-event';
import { stateAt, type AccessDocument } from './dto';
import { lockAccessRecord } from './lock-access-record';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import type { RevocationReason } from '@/lib/vocabulary/revocation-reasons';
import type { RevokeQuery } from './schemas';

/** A customer in the portal, who ends what the portal's own rules let them end. */
export interface CustomerRevoker {
  role: 'customer';
  id: null;
  /** The Identity Record by which they came; null: through a supplier. */
  ir: string | null;
  /** Whom they stand for, asked with the record's row locked; null: for nobody any more. */
  findCustomer(tx: Tx, at: Date): Promise<Customer | null>;
  /** Told of the change that it caused, once, in its transaction. */
  whenRevoked(tx: Tx, changeId: string): Promise<void>;
}

type Revoker = Account | CustomerRevoker;

/** Who asks for a revocation, as far as the record and its history must know. */
interface Granted {
  record: AccessRecord;
  /** The Identity Record of the customer who asks, through whomever; null: no customer does. */
  ir: string | null;
}

/**
 * A consent that the customer sees within a stay that runs now, or, whenever that ended, one that is or was
 * linked to their own Identity Record: who gave it may always take it back (docs/ceremonies.md#tenancy).
 */
async function requireCustomersConsent(
  tx: Tx,
  { ak, legalBasis }: AccessRecord,
  customer: Customer,
  { at, unseen }: { at: Date; unseen: Error },
): Promise<void> {
  const [seen] = await findSeen(tx, customer, at, { ak });
  if (!seen) throw unseen;
  if (!seen.isTheirs) {
    throw new ForbiddenError('This record is not of the customer’s own time here.');
  }
  if (!isConsentBasis(legalBasis)) {
    throw new ForbiddenError('Only a record based on consent can be withdrawn.');
  }
}

async function grantToPortal(
  tx: Tx,
  accountId: string,
  record: AccessRecord,
  input: { token: string | undefined; at: Date },
): Promise<Granted> {
  const { mpxn } = record;
  const { at } = input;
  const named = input.token ?? (await findConsumedToken(tx, { accountId, mpxn, at }));
  const token = await requirePortalToken(tx, { accountId, mpxn, token: named, at });
  const customer = await customerOfToken(tx, token, { mpxn, at });
  const unseen = new ForbiddenError('The customer does not see this record.');
  await requireCustomersConsent(tx, record, customer, { at, unseen });
  return { record, ir: token.ir };
}

async function grantToCustomer(
  tx: Tx,
  revoker: CustomerRevoker,
  record: AccessRecord,
  at: Date,
): Promise<Granted> {
  const unseen = new NotFoundError('The access record');
  const customer = await revoker.findCustomer(tx, at);
  if (customer?.mpxn !== record.mpxn) throw unseen;
  await requireCustomersConsent(tx, record, customer, { at, unseen });
  return { record, ir: revoker.ir };
}

async function requireMayRevoke(
  tx: Tx,
  account: Revoker,
  record: AccessRecord | null,
  input: { token: string | undefined; at: Date },
): Promise<Granted> {
  if (account.role === 'data_user' && record?.accountId !== account.id) {
    throw new NotFoundError('The access record');
  }
  if (!record) throw new NotFoundError('The access record');
  if (account.role === 'portal') return grantToPortal(tx, account.id, record, input);
  if (account.role === 'customer') return grantToCustomer(tx, account, record, input.at);
  return { record, ir: null };
}

/** Tells the record's owner of a consent that ended, whoever ended it (docs/api/webhooks.md#events). */
async function tellOwner(
  tx: Tx,
  { ak, accountId, mpxn, legalBasis, document }: AccessRecord,
  { reason, at }: { reason: RevocationReason | null; at: Date },
): Promise<void> {
  if (!isConsentBasis(legalBasis)) return;
  const { duid } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  const { 'access-event': event } = document as unknown as AccessDocument;
  await emitEvent(tx, {
    type: 'consent.withdrawal',
    accountId,
    subject: ak,
    payload: {
      ak,
      mpxn,
      duid,
      'revoked-at': at.toISOString(),
      reason,
      'controller-reference': event['controller-reference'] ?? undefined,
    },
  });
}

/** What the history names as the cause of a revocation for which no reason was given. */
function causeOf({ role }: Revoker): RevocationReason {
  return role === 'customer' || role === 'portal' ? 'customer-request' : 'other';
}

/**
 * Revokes an ACTIVE record, at once and for every instance. A repeat gives the same answer and causes
 * nothing (docs/api/access-records.md#revoking).
 *
 * @throws {NotFoundError} {@link ForbiddenError} {@link ConflictError} EXPIRED or DISCOVERED
 */
export async function revokeAccessRecord(account: Revoker, ak: string, query: RevokeQuery) {
  return inTransaction(async (tx) => {
    const at = now();
    const token = query['reidentification-token'];
    const found = await lockAccessRecord(tx, ak);
    const { record, ir } = await requireMayRevoke(tx, account, found, { token, at });
    if (record.revokedAt) return { ak, 'revoked-at': record.revokedAt.toISOString() };
    const state = stateAt(record, at);
    if (state !== 'ACTIVE') throw new ConflictError(`This record is ${state}.`);
    const changeId = newId('evt');
    const reason = query.reason ?? null;
    const cause = reason ?? causeOf(account);
    await tx.accessRecord.update({
      where: { ak },
      data: {
        state: 'REVOKED',
        revokedAt: at,
        changes: {
          create: {
            id: changeId,
            at,
            state: 'REVOKED',
            cause,
            reason,
            accountId: account.id,
            ir,
          },
        },
      },
    });
    await recordAudit(tx, {
      type: 'access-record.revoked',
      accountId: account.id,
      ak,
      ir: account.role === 'customer' ? account.ir : null,
      tokenRef: token ?? null,
      detail: { reason: account.role === 'customer' ? reason : cause, by: account.role },
    });
    if (account.role === 'customer') await account.whenRevoked(tx, changeId);
    await tellOwner(tx, record, { reason, at });
    return { ak, 'revoked-at': at.toISOString() };
  });
}
