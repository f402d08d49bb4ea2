import { revokeAccessRecord } from '@/lib/meter-points/revoke-access-record';
import { revokeQuerySchema } from '@/lib/access-records/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/records/{ak}/revoke/confirm',
  page: ({ ak = '' }) => `/admin/records/${ak}/revoke`,
  run: async ({ account, params: { ak = '' }, form }) => {
    const query = parse(revokeQuerySchema, { reason: form.text('reason') });
    await revokeAccessRecord(account, ak, query);
    return { to: `/admin/records/${ak}`, flash: { notice: 'The record is revoked.' } };
  },
});
