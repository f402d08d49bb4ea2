import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { changeWebhook } from '@/lib/webhooks/change-webhook';
import { changeWebhookSchema } from '@/lib/webhooks/schemas';
import { webhookInput } from '../../../../webhook-input';

const page = ({ wid = '' }) => `/dashboard/webhooks/${wid}`;

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/{wid}/change',
  roles: ['data_user'],
  page,
  run: async ({ account, params, form }) => {
    await changeWebhook(
      account.id,
      params.wid ?? '',
      parse(changeWebhookSchema, webhookInput(form)),
    );
    return { to: page(params), flash: { notice: 'The changes are saved.' } };
  },
});
