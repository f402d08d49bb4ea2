import { consoleAction } from '@/lib/http/console-action';
import { deleteWebhook } from '@/lib/webhooks/delete-webhook';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/{wid}/delete/confirm',
  roles: ['data_user'],
  page: ({ wid = '' }) => `/dashboard/webhooks/${wid}/delete`,
  run: async ({ account, params: { wid = '' } }) => {
    await deleteWebhook(account.id, wid);
    return { to: '/dashboard/webhooks', flash: { notice: 'The webhook is deleted.' } };
  },
});
