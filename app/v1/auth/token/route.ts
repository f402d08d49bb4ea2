import { issueBearerToken } from '@/lib/accounts/issue-bearer-token';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/auth/token', {
  GET: operation({
    isBare: true,
    run: async ({ authorization, clientAddress }) => ({
      body: await issueBearerToken(authorization, clientAddress),
    }),
  }),
});
