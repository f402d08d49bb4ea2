import { consoleAction } from '@/lib/http/console-action';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/{wid}/test',
  roles: ['data_user'],
  page: ({ wid = '' }) => `/dashboard/webhooks/${wid}`,
  run: async ({ account, params: { wid = '' } }) => {
    const eventId = await sendTestEvent(account.id, wid);
    return {
      to: `/dashboard/webhooks/${wid}/deliveries/${eventId}`,
      flash: { notice: 'A test event is on its way.' },
    };
  },
});
