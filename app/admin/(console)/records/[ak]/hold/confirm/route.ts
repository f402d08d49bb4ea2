import { holdRecord } from '@/lib/access-records/hold-record';
import { holdSchema } from '@/lib/access-records/schemas';
import { parse } from '@/lib/http/parse';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/records/{ak}/hold',
  async ({ account, params: { ak }, form }) => {
    const { reason } = parse(holdSchema, { reason: form.text('reason') });
    await holdRecord({ ak, adminId: account.id, reason });
    return { notice: 'The record is held.' };
  },
);
