import { bearerTokenAnswerSchema } from '@/lib/accounts/answers';
import { issueBearerToken } from '@/lib/accounts/issue-bearer-token';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/auth/token', {
  GET: operation({
    summary: 'Get a bearer token',
    description:
      'Exchanges account-id and secret-key, sent as HTTP Basic, for a bearer token of two hours. Ask ' +
      'again shortly before it ends, not before every call.',
    answers: { 200: bearerTokenAnswerSchema },
    isBare: true,
    run: async ({ authorization, clientAddress }) => ({
      body: await issueBearerToken(authorization, clientAddress),
    }),
  }),
});
