import { changeAccountStatus } from '@/lib/accounts/change-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/admin/accounts/{id}/terminate',
  {
    POST: operation({
      roles: ['admin'],
      run: async (call) => {
        const operator = requireAccount(call).id;
        const account = await changeAccountStatus(call.params.id ?? '', 'terminate', operator);
        return { body: { account: toAdminAccount(account) } };
      },
    }),
  },
);
