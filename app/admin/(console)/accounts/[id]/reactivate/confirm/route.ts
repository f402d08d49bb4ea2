import { changeAccountStatus } from '@/lib/accounts/change-account';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'operator',
  path: '/admin/accounts/{id}/reactivate/confirm',
  page: ({ id = '' }) => `/admin/accounts/${id}/reactivate`,
  run: async ({ account: operator, params: { id = '' } }) => {
    await changeAccountStatus(id, 'reactivate', operator.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The account is active again.' } };
  },
});
