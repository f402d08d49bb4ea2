import { accountListAnswerSchema, createdAccountAnswerSchema } from '@/lib/accounts/answers';
import { createAccount } from '@/lib/accounts/create-account';
import { toAdminAccount } from '@/lib/accounts/dto';
import { listAccounts } from '@/lib/accounts/list-accounts';
import { createAccountSchema, listAccountsSchema } from '@/lib/accounts/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/accounts', {
  GET: operation({
    summary: 'List accounts',
    answers: { 200: accountListAnswerSchema },
    roles: ['admin'],
    query: listAccountsSchema,
    identifiedBy: ['q', 'role', 'limit', 'cursor'],
    run: async ({ query }) => {
      const { accounts, total, nextCursor } = await listAccounts(query);
      return {
        body: { accounts: accounts.map(toAdminAccount), total, 'next-cursor': nextCursor },
      };
    },
  }),
  POST: operation({
    summary: 'Create an account',
    description:
      'Account id, DUID and organisation reference each belong to one account only. Without ' +
      '`secret-key` one is made and shown this once.',
    answers: { 201: createdAccountAnswerSchema },
    refuses: [409],
    roles: ['admin'],
    body: createAccountSchema,
    run: async (call) => {
      const { account, generatedSecret } = await createAccount(call.body, requireAccount(call).id);
      return {
        status: 201,
        location: `/v1/admin/accounts/${account.id}`,
        body: {
          account: toAdminAccount(account),
          ...(generatedSecret === null ? {} : { 'secret-key': generatedSecret }),
        },
      };
    },
  }),
});
