import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { deliveriesAnswer } from '@/lib/webhooks/answers';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { listDeliveriesSchema } from '@/lib/webhooks/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/webhooks/{wid}/deliveries',
  {
    GET: operation({
      summary: 'What was sent to a webhook, or is to be, and each try of it; newest first',
      answers: { 200: deliveriesAnswer },
      refuses: [404],
      roles: ['data_user'],
      query: listDeliveriesSchema,
      identifiedBy: ['status', 'limit', 'cursor'],
      run: async (call) => ({
        body: await listDeliveries(requireAccount(call).id, call.params.wid ?? '', call.query),
      }),
    }),
  },
);
