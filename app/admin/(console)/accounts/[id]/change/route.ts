import { updateAccount } from '@/lib/accounts/change-account';
import { accountFormSchema } from '@/lib/accounts/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { accountInput } from '../../../../account-input';

export const POST = consoleAction({
  realm: 'operator',
  path: '/admin/accounts/{id}/change',
  page: ({ id = '' }) => `/admin/accounts/${id}`,
  run: async ({ account: operator, params: { id = '' }, form }) => {
    await updateAccount(id, parse(accountFormSchema, accountInput(form)), operator.id);
    return { to: `/admin/accounts/${id}`, flash: { notice: 'The changes are saved.' } };
  },
});
