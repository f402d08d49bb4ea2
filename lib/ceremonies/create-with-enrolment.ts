import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import {
  createIdentityRecord,
  prepareIdentityRecord,
} from '@/lib/identity-records/create-identity-record';
import type { CreateIdentityRecordInput } from '@/lib/identity-records/schemas';
import { requireLeft } from '@/lib/limits/consume-limits';
import { mailUses } from '@/lib/mail/mail-limits';
import { ValidationError } from '@/lib/platform/errors';
import type { StartInput } from '@/lib/reidentification/schemas';
import { NOTHING_PROPOSED } from './propose-access';
import { requireFittingStart } from './require-fitting-start';
import { insertReidentification } from './start-reidentification';

/** The enrolment asked for with the record, or null. @throws {ValidationError} */
function enrolmentOf(account: Account, input: CreateIdentityRecordInput): StartInput | null {
  const start: StartInput = {
    method: 'passkey-register',
    'redirect-url': null,
    'passkey-return-url': input['passkey-return-url'],
    state: input.state,
    'bind-return': input['bind-return'],
    'proposed-access': input['proposed-access'],
  };
  if (input['initiate-passkey-registration']) {
    requireFittingStart(account, start);
    return start;
  }
  // A `passkey-return-url` that leads nowhere is ignored (docs/api/identity-records.md#creating-an-identity-record).
  const fields = (['state', 'bind-return', 'proposed-access'] as const).filter(
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

/**
 * Creates an Identity Record and, when asked, starts the enrolment of a passkey with it (docs/api/identity-records.md#creating-an-identity-record). All
 * or nothing.
 * @throws {ValidationError} for a return URL that is not registered
 * @throws {RateLimitError} when the address has had its hour's mails: enrolling would send another
 */
export async function createWithEnrolment(account: Account, input: CreateIdentityRecordInput) {
  const enrolment = enrolmentOf(account, input);
  const prepared = prepareIdentityRecord(input);
  const { ir, email } = prepared;
  // The notice counts when it is queued; what could not be told is not begun.
  if (enrolment && email) await requireLeft(db(), mailUses({ ir, ...email }, account));
  return inTransaction(async (tx) => {
    const record = await createIdentityRecord(tx, account, input, prepared);
    if (!enrolment) return { ir, redirect: null, ...NOTHING_PROPOSED };
    const started = await insertReidentification(tx, {
      account,
      record,
      input: enrolment,
      crossOrganisation: false,
    });
    const { passkey: redirect, 'proposed-access': proposal, 'proposal-digest': digest } = started;
    return { ir, redirect, 'proposed-access': proposal, 'proposal-digest': digest };
  });
}
