import { updateAccount } from '@/lib/accounts/change-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { updateAccountSchema } from '@/lib/accounts/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/accounts/{id}', {
  PATCH: operation({
    roles: ['admin'],
    body: updateAccountSchema,
    run: async (call) => {
      const operator = requireAccount(call).id;
      const account = await updateAccount(call.params.id ?? '', call.body, operator);
      return { body: { account: toAdminAccount(account) } };
    },
  }),
});
