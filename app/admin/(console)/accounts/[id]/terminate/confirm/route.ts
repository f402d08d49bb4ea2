import { changeAccountStatus } from '@/lib/accounts/change-account';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'operator',
  path: '/admin/accounts/{id}/terminate/confirm',
  page: ({ id = '' }) => `/admin/accounts/${id}/terminate`,
  needsRecentProof: true,
  run: async ({ account: operator, params: { id = '' } }) => {
    await changeAccountStatus(id, 'terminate', operator.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The account is terminated.' } };
  },
});
