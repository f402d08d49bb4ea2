import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { allWebhooksAnswer } from '@/lib/webhooks/answers';
import { listAllWebhooks } from '@/lib/webhooks/list-all-webhooks';
import { listAllWebhooksSchema } from '@/lib/webhooks/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/webhooks', {
  GET: operation({
    summary: 'Every webhook, newest first: whose it is and how it fares',
    answers: { 200: allWebhooksAnswer },
    roles: ['admin'],
    query: listAllWebhooksSchema,
    identifiedBy: ['limit', 'cursor'],
    run: async ({ query }) => ({ body: await listAllWebhooks(query) }),
  }),
});
