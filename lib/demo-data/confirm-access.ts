import type { AccessRecordInput } from '@/lib/access-records/schemas';
import { confirmReidentification } from '@/lib/ceremonies/end-reidentification';
import { startReidentification } from '@/lib/ceremonies/start-reidentification';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { requireOwnRecord } from '@/lib/identity-records/read-identity-record';
import { startByRecordSchema } from '@/lib/reidentification/schemas';

function toProposal({ processing, notice, ...body }: AccessRecordInput) {
  return {
    'legal-basis': processing['legal-basis'],
    purpose: processing.purpose,
    'data-types': processing['data-types'],
    expiry: body['access-event'].expiry,
    controllers: body['record-metadata']['controller-arrangement'].controllers,
    recipients: processing.recipients,
    notice,
  };
}

/**
 * Proposes the access of `body` to the customer of an Identity Record and confirms it as theirs, with a code from
 * their mailbox; answers the token-ref. Nobody was asked: only for records of the demo.
 */
export async function confirmAccess(
  account: Account,
  ir: string,
  body: AccessRecordInput,
): Promise<string> {
  const record = await requireOwnRecord(account.id, ir);
  const { passkey } = await startReidentification({
    account,
    record,
    input: startByRecordSchema.parse({
      // Its page takes a code from the mailbox too, and starting it sends no mail.
      method: 'passkey-register',
      'proposed-access': toProposal(body),
    }),
    crossOrganisation: false,
  });
  if (!passkey) throw new Error('a passkey method has a page');
  const tokenRef = passkey['token-ref'];
  await inTransaction((tx) =>
    confirmReidentification(tx, tokenRef, {
      confirmedBy: 'magic_link',
      assurance: 'proven',
      credentialId: null,
    }),
  );
  return tokenRef;
}
