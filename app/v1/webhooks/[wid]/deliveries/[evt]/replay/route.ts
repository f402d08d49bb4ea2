import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { queuedEventAnswer } from '@/lib/webhooks/answers';
import { replayDelivery } from '@/lib/webhooks/replay-delivery';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/webhooks/{wid}/deliveries/{evt}/replay',
  {
    POST: operation({
      summary: 'Send an event again',
      description:
        'Under the same event-id, with all its retries, whatever became of it before; a pending one is tried at once. 409 while the webhook is not active.',
      answers: { 202: queuedEventAnswer },
      refuses: [404, 409],
      roles: ['data_user'],
      run: async (call) => {
        const { wid = '', evt = '' } = call.params;
        await replayDelivery(requireAccount(call).id, wid, evt);
        return { status: 202, body: { 'event-id': evt } };
      },
    }),
  },
);
