import { changeAccountStatus } from '@/lib/accounts/change-account';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/accounts/{id}/suspend/confirm',
  page: ({ id = '' }) => `/admin/accounts/${id}/suspend`,
  run: async ({ account: admin, params: { id = '' } }) => {
    await changeAccountStatus(id, 'suspend', admin.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The account is suspended.' } };
  },
});
