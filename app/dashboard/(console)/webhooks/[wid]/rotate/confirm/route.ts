import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { changeWebhook } from '@/lib/webhooks/change-webhook';
import { changeWebhookSchema } from '@/lib/webhooks/schemas';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/{wid}/rotate/confirm',
  roles: ['data_user'],
  page: ({ wid = '' }) => `/dashboard/webhooks/${wid}/rotate`,
  needsRecentProof: true,
  run: async ({ account, params: { wid = '' } }) => {
    const { secret } = await changeWebhook(
      account.id,
      wid,
      parse(changeWebhookSchema, { 'rotate-secret': true }),
    );
    return {
      to: `/dashboard/webhooks/${wid}`,
      flash: { notice: 'The signing secret is a new one.', secret: secret ?? undefined },
    };
  },
});
