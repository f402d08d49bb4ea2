import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { requireLeft } from '@/lib/limits/consume-limits';
import { mailUses } from '@/lib/mail/mail-limits';
import { withCredentials, type RecordWithCredentials } from '@/lib/passkeys/usable-credentials';
import { parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { ValidationError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { StartInput } from '@/lib/reidentification/schemas';
import {
  insertReidentification,
  requireReturnUrl,
} from '@/lib/reidentification/start-reidentification';
import { sealPrivatePart } from './dto';
import { sealEmail } from './email-vault';
import { newRecordKey } from './record-key';
import type { CreateIdentityRecordInput } from './schemas';

/** The enrolment asked for with the record, or null. @throws {ValidationError} */
function enrolmentOf(account: Account, input: CreateIdentityRecordInput): StartInput | null {
  const start: StartInput = {
    method: 'passkey-register',
    'redirect-url': null,
    'passkey-return-url': input['passkey-return-url'],
    state: input.state,
    'bind-return': input['bind-return'],
  };
  if (input['initiate-passkey-registration']) {
    requireReturnUrl(account, start);
    return start;
  }
  // A `passkey-return-url` that leads nowhere is ignored
  // (docs/api/identity-records.md#creating-an-identity-record).
  const fields = (['state', 'bind-return'] as const).filter(
    (field) => input[field] !== null && input[field] !== false,
  );
  if (fields.length === 0) return null;
  throw new ValidationError(
    fields.map((field) => ({
      code: 'VAL001',
      field,
      message: `${field}: goes with initiate-passkey-registration only`,
    })),
  );
}

/** What of a new record is made before its transaction. */
interface Prepared {
  ir: string;
  recordKey: ReturnType<typeof newRecordKey>;
  email: ReturnType<typeof sealEmail> | null;
}

async function insertRecord(
  tx: Tx,
  account: Account,
  input: CreateIdentityRecordInput,
  { ir, recordKey, email }: Prepared,
): Promise<RecordWithCredentials> {
  const at = now();
  const pii = input['pii-principal'];
  const holder = await tx.holder.create({
    data: { id: newId('hld'), userHandle: randomBytes(32), createdAt: at },
  });
  const record = await tx.identityRecord.create({
    data: {
      ir,
      accountId: account.id,
      holderId: holder.id,
      mpxn: pii.mpxn,
      moveInDate: parseDate(pii['move-in-date']),
      expressedBy: input['expressed-by'],
      piiCiphertext: sealPrivatePart(ir, recordKey.key, {
        address: pii.address,
        verification: input['principal-verification'],
      }),
      ...email,
      createdAt: at,
      recordKey: { create: recordKey.row },
    },
    include: withCredentials,
  });
  await recordAudit(tx, {
    type: 'identity-record.created',
    accountId: account.id,
    ir,
    detail: { 'verification-outcome': input['principal-verification']?.outcome ?? null },
  });
  return record;
}

/**
 * Creates an Identity Record with a holder and a key of its own and, when asked, starts the enrolment of
 * a passkey with it (docs/api/identity-records.md#creating-an-identity-record). All or nothing.
 * @throws {ValidationError} for a return URL that is not registered
 * @throws {RateLimitError} when the address has had its hour's mails: enrolling would send another
 */
export async function createIdentityRecord(account: Account, input: CreateIdentityRecordInput) {
  const enrolment = enrolmentOf(account, input);
  const ir = newId('ir');
  const recordKey = newRecordKey(ir);
  const email = input.email === null ? null : sealEmail(ir, recordKey.key, input.email);
  // The notice counts when it is queued; what could not be told is not begun.
  if (enrolment && email) await requireLeft(db(), mailUses({ ir, ...email }, account));
  return inTransaction(async (tx) => {
    const record = await insertRecord(tx, account, input, { ir, recordKey, email });
    if (!enrolment) return { ir: record.ir, redirect: null };
    const started = await insertReidentification(tx, {
      account,
      record,
      input: enrolment,
      crossOrganisation: false,
    });
    return { ir: record.ir, redirect: started.passkey };
  });
}
