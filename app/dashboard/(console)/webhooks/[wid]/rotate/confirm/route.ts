import { parse } from '@/lib/http/parse';
import { changeWebhook } from '@/lib/webhooks/change-webhook';
import { changeWebhookSchema } from '@/lib/webhooks/schemas';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/dashboard/webhooks/{wid}/rotate',
  async ({ account, params: { wid } }) => {
    const { secret } = await changeWebhook(
      account.id,
      wid,
      parse(changeWebhookSchema, { 'rotate-secret': true }),
    );
    return { notice: 'The signing secret is a new one.', secret: secret ?? undefined };
  },
);
