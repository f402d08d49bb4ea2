import { createAccount } from '@/lib/accounts/create-account';
import { createAccountSchema } from '@/lib/accounts/schemas';
import { consoleAction } from '@/lib/http/console-action';
import { parse } from '@/lib/http/parse';
import { accountInput } from '../../../account-input';

/** Sensitive: whoever makes an account holds its secret, an operator's too. */
export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/new-account/create',
  page: '/admin/new-account',
  needsRecentProof: true,
  run: async ({ account: admin, form }) => {
    const input = parse(createAccountSchema, {
      ...accountInput(form),
      'account-id': form.text('account-id'),
      role: form.text('role'),
      duid: form.text('duid') ?? null,
    });
    const { account, generatedSecret } = await createAccount(input, admin.id);
    return {
      to: `/admin/accounts/${account.id}`,
      flash: { notice: 'The account is created.', secret: generatedSecret ?? undefined },
    };
  },
});
