import { disableAnyWebhook } from '@/lib/webhooks/disable-any-webhook';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/webhooks/{wid}/disable',
  async ({ account, params: { wid } }) => {
    await disableAnyWebhook(wid, account.id);
    return { notice: 'The webhook is disabled.' };
  },
);
