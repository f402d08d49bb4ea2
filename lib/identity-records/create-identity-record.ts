import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import {
  withCredentials,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { sealPrivatePart } from './dto';
import { sealEmail } from './email-vault';
import { newRecordKey } from './record-key';
import type { CreateIdentityRecordInput } from './schemas';

/** What of a new record is made before its transaction. */
interface Prepared {
  ir: string;
  recordKey: ReturnType<typeof newRecordKey>;
  email: ReturnType<typeof sealEmail> | null;
}

/** Makes the keys and seals the address of a new record, which a transaction need not wait for. */
export function prepareIdentityRecord(input: CreateIdentityRecordInput): Prepared {
  const ir = newId('ir');
  const recordKey = newRecordKey(ir);
  const email = input.email === null ? null : sealEmail(ir, recordKey.key, input.email);
  return { ir, recordKey, email };
}

/** Creates an Identity Record with a holder and a key of its own, in the caller’s transaction (docs/api/identity-records.md#creating-an-identity-record). */
export async function createIdentityRecord(
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
