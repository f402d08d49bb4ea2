import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { createWebhook } from '@/lib/webhooks/create-webhook';
import { createWebhookSchema } from '@/lib/webhooks/schemas';
import { webhookInput } from '../../../../webhook-input';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/new/create',
  roles: ['data_user'],
  page: '/dashboard/webhooks/new',
  run: async ({ account, form }) => {
    const input = parse(createWebhookSchema, webhookInput(form));
    const { webhook, secret } = await createWebhook(account.id, input);
    return {
      to: `/dashboard/webhooks/${webhook.wid}`,
      flash: { notice: 'The webhook is created.', secret },
    };
  },
});
