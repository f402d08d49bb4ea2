import { adminAccountAnswerSchema } from '@/lib/accounts/answers';
import { updateAccount } from '@/lib/accounts/change-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { updateAccountSchema } from '@/lib/accounts/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/accounts/{id}', {
  PATCH: operation({
    summary: 'Change an account',
    description:
      'What is not given stays as it is, and null is not given; an empty list empties one.',
    answers: { 200: adminAccountAnswerSchema },
    refuses: [404, 409],
    roles: ['admin'],
    body: updateAccountSchema,
    run: async (call) => {
      const admin = requireAccount(call).id;
      const account = await updateAccount(call.params.id ?? '', call.body, admin);
      return { body: { account: toAdminAccount(account) } };
    },
  }),
});
