import { selfAnswerSchema } from '@/lib/accounts/answers';
import { toSelf } from '@/lib/accounts/dto';
import { replaceRedirectUrls } from '@/lib/accounts/replace-redirect-urls';
import { replaceRedirectUrlsSchema } from '@/lib/accounts/schemas';
import { roles } from '@/lib/vocabulary/roles';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self/redirect-urls', {
  PUT: operation({
    summary: 'Replace the redirect URLs',
    description:
      'Customers are sent back only to a URL of this list, and it is checked again at each redirect. ' +
      'The operator is told of a new host.',
    answers: { 200: selfAnswerSchema },
    roles,
    body: replaceRedirectUrlsSchema,
    run: async (call) => {
      const account = await replaceRedirectUrls(
        requireAccount(call).id,
        call.body['redirect-urls'],
      );
      return { body: { account: toSelf(account) } };
    },
  }),
});
