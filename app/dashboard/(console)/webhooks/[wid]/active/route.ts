import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { changeWebhook } from '@/lib/webhooks/change-webhook';
import { changeWebhookSchema } from '@/lib/webhooks/schemas';

const page = ({ wid = '' }) => `/dashboard/webhooks/${wid}`;

/** Disables a webhook, or makes it active again. */
export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/{wid}/active',
  roles: ['data_user'],
  page,
  run: async ({ account, params, form }) => {
    const active = form.text('active') === 'true';
    await changeWebhook(account.id, params.wid ?? '', parse(changeWebhookSchema, { active }));
    const notice = active
      ? 'The webhook is active: events are sent to it again.'
      : 'The webhook is disabled: nothing is sent to it.';
    return { to: page(params), flash: { notice } };
  },
});
