import { requireNewestSecret } from '@/lib/accounts/secret-mark';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { changedWebhookAnswer } from '@/lib/webhooks/answers';
import { changeWebhook } from '@/lib/webhooks/change-webhook';
import { deleteWebhook } from '@/lib/webhooks/delete-webhook';
import { toWebhook } from '@/lib/webhooks/dto';
import { changeWebhookSchema } from '@/lib/webhooks/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/webhooks/{wid}', {
  PATCH: operation({
    summary: 'Change a webhook, switch it off or on, or rotate its signing secret',
    description:
      'With `rotate-secret` the answer holds the new signing secret, this once; for 15 minutes the old one signs beside it in `webhook-signature`. Switching a webhook off gives up what is pending; each can be replayed once it is on again.',
    answers: { 200: changedWebhookAnswer },
    refuses: [404, 409],
    roles: ['data_user'],
    body: changeWebhookSchema,
    run: async (call) => {
      const account = requireAccount(call);
      if (call.body['rotate-secret']) requireNewestSecret(account, call.secretMark);
      const { webhook, secret } = await changeWebhook(account.id, call.params.wid ?? '', call.body);
      const shown = secret === null ? {} : { 'signing-secret': secret };
      return { body: { webhook: toWebhook(webhook), ...shown } };
    },
  }),
  DELETE: operation({
    summary: 'Delete a webhook and its deliveries',
    answers: { 204: null },
    refuses: [404],
    roles: ['data_user'],
    run: async (call) => {
      await deleteWebhook(requireAccount(call).id, call.params.wid ?? '');
      return { status: 204 };
    },
  }),
});
