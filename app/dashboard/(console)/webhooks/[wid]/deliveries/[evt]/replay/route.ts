import { consoleAction } from '@/lib/http/console-action';
import { replayDelivery } from '@/lib/webhooks/replay-delivery';

const page = ({ wid = '', evt = '' }) => `/dashboard/webhooks/${wid}/deliveries/${evt}`;

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/webhooks/{wid}/deliveries/{evt}/replay',
  roles: ['data_user'],
  page,
  run: async ({ account, params }) => {
    await replayDelivery(account.id, params.wid ?? '', params.evt ?? '');
    return { to: page(params), flash: { notice: 'It is sent again, under the same event id.' } };
  },
});
