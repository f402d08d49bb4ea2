import { revokeQuerySchema } from '@/lib/access-records/schemas';
import { parse } from '@/lib/http/parse';
import { revokeAccessRecord } from '@/lib/meter-points/revoke-access-record';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/records/{ak}/revoke',
  async ({ account, params: { ak }, form }) => {
    await revokeAccessRecord(
      account,
      ak,
      parse(revokeQuerySchema, { reason: form.text('reason') }),
    );
    return { notice: 'The record is revoked.' };
  },
);
