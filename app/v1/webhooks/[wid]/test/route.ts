import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { queuedEventAnswer } from '@/lib/webhooks/answers';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/webhooks/{wid}/test', {
  POST: operation({
    summary: 'Send a test event',
    description:
      'An event of type `webhook.test`, sent whatever `event-types` says, and retried and listed as any other. 409 while the webhook is not active.',
    answers: { 202: queuedEventAnswer },
    refuses: [404, 409],
    roles: ['data_user'],
    run: async (call) => {
      const eventId = await sendTestEvent(requireAccount(call).id, call.params.wid ?? '');
      return { status: 202, body: { 'event-id': eventId } };
    },
  }),
});
