import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { createdWebhookAnswer, webhooksAnswer } from '@/lib/webhooks/answers';
import { createWebhook } from '@/lib/webhooks/create-webhook';
import { toWebhook } from '@/lib/webhooks/dto';
import { listWebhooks } from '@/lib/webhooks/list-webhooks';
import { createWebhookSchema } from '@/lib/webhooks/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/webhooks', {
  GET: operation({
    summary: 'Your webhooks',
    answers: { 200: webhooksAnswer },
    roles: ['data_user'],
    run: async (call) => {
      const webhooks = await listWebhooks(requireAccount(call).id);
      return { body: { webhooks: webhooks.map(toWebhook) } };
    },
  }),
  POST: operation({
    summary: 'Subscribe to events',
    description:
      'At most 100 webhooks for an account. The signing secret is shown this once. A host that leads to a private, loopback, link-local or otherwise special address is refused; one that does not resolve yet is not.',
    answers: { 201: createdWebhookAnswer },
    refuses: [409],
    roles: ['data_user'],
    body: createWebhookSchema,
    run: async (call) => {
      const { webhook, secret } = await createWebhook(requireAccount(call).id, call.body);
      return { status: 201, body: { webhook: toWebhook(webhook), 'signing-secret': secret } };
    },
  }),
});
