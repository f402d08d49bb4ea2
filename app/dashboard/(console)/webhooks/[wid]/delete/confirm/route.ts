import { deleteWebhook } from '@/lib/webhooks/delete-webhook';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/dashboard/webhooks/{wid}/delete',
  async ({ account, params: { wid } }) => {
    await deleteWebhook(account.id, wid);
    return { notice: 'The webhook is deleted.' };
  },
);
