import { updateAccount } from '@/lib/accounts/change-account';
import { accountFormSchema } from '@/lib/accounts/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { accountInput } from '../../../../account-input';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/accounts/{id}/change',
  page: ({ id = '' }) => `/admin/accounts/${id}`,
  run: async ({ account: admin, params: { id = '' }, form }) => {
    await updateAccount(id, parse(accountFormSchema, accountInput(form)), admin.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The changes are saved.' } };
  },
});
