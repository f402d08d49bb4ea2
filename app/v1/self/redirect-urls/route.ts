import { toSelf } from '@/lib/accounts/dto';
import { replaceRedirectUrls } from '@/lib/accounts/replace-redirect-urls';
import { replaceRedirectUrlsSchema, roles } from '@/lib/accounts/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self/redirect-urls', {
  PUT: operation({
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
