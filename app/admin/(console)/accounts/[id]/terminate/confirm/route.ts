import { changeAccountStatus } from '@/lib/accounts/change-account';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/accounts/{id}/terminate/confirm',
  page: ({ id = '' }) => `/admin/accounts/${id}/terminate`,
  needsRecentProof: true,
  run: async ({ account: admin, params: { id = '' } }) => {
    await changeAccountStatus(id, 'terminate', admin.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The account is terminated.' } };
  },
});
