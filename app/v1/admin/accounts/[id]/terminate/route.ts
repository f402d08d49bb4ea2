import { adminAccountAnswerSchema } from '@/lib/accounts/answers';
import { changeAccountStatus } from '@/lib/accounts/change-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/admin/accounts/{id}/terminate',
  {
    POST: operation({
      summary: 'Terminate an account',
      description:
        'Final. Records stay as they are. The last active operator cannot be terminated.',
      answers: { 200: adminAccountAnswerSchema },
      refuses: [404, 409],
      roles: ['admin'],
      run: async (call) => {
        const admin = requireAccount(call).id;
        const account = await changeAccountStatus(call.params.id ?? '', 'terminate', admin);
        return { body: { account: toAdminAccount(account) } };
      },
    }),
  },
);
