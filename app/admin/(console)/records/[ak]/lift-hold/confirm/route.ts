import { liftHold } from '@/lib/access-records/hold-record';
import { holdSchema } from '@/lib/access-records/schemas';
import { parse } from '@/lib/http/parse';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/records/{ak}/lift-hold',
  async ({ account, params: { ak }, form }) => {
    const { reason } = parse(holdSchema, { reason: form.text('reason') });
    await liftHold({ ak, adminId: account.id, reason });
    return { notice: 'The hold is lifted.' };
  },
);
