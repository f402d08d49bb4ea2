import { revokeAccessRecord } from '@/lib/meter-points/revoke-access-record';
import { revokeQuerySchema } from '@/lib/access-records/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/records/{ak}/revoke/confirm',
  roles: ['data_user'],
  page: ({ ak = '' }) => `/dashboard/records/${ak}/revoke`,
  run: async ({ account, params: { ak = '' }, form }) => {
    await revokeAccessRecord(
      account,
      ak,
      parse(revokeQuerySchema, { reason: form.text('reason') }),
    );
    return { to: `/dashboard/records/${ak}`, flash: { notice: 'The record is revoked.' } };
  },
});
