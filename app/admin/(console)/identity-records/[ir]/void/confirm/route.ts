import { parse } from '@/lib/http/parse';
import { voidIdentityRecordSchema } from '@/lib/identity-records/schemas';
import { voidIdentityRecord } from '@/lib/identity-records/void-identity-record';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/identity-records/{ir}/void',
  async ({ account, params: { ir }, form }) => {
    const { reason } = parse(voidIdentityRecordSchema, { reason: form.text('reason') });
    await voidIdentityRecord(account.id, ir, reason);
    return { notice: 'The identity record is void.' };
  },
);
