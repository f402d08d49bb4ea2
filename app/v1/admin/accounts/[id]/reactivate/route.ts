import { adminAccountAnswerSchema } from '@/lib/accounts/answers';
import { changeAccountStatus } from '@/lib/accounts/change-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/admin/accounts/{id}/reactivate',
  {
    POST: operation({
      summary: 'Reactivate a suspended account',
      description: 'A terminated account stays terminated.',
      answers: { 200: adminAccountAnswerSchema },
      refuses: [404, 409],
      roles: ['admin'],
      run: async (call) => {
        const admin = requireAccount(call).id;
        const account = await changeAccountStatus(call.params.id ?? '', 'reactivate', admin);
        return { body: { account: toAdminAccount(account) } };
      },
    }),
  },
);
