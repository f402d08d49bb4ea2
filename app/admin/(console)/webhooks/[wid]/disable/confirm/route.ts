import { consoleAction } from '@/lib/http/console-action';
import { disableAnyWebhook } from '@/lib/webhooks/disable-any-webhook';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/webhooks/{wid}/disable/confirm',
  page: ({ wid = '' }) => `/admin/webhooks/${wid}/disable`,
  run: async ({ account, params: { wid = '' } }) => {
    await disableAnyWebhook(wid, account.id);
    return { to: `/admin/webhooks/${wid}`, flash: { notice: 'The webhook is disabled.' } };
  },
});
