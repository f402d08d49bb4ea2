import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { statusAnswerSchema } from '@/lib/reidentification/answers';
import { readByTokenRef } from '@/lib/reidentification/read-reidentification';
import { statusQuerySchema } from '@/lib/reidentification/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/reidentify/{token-ref}',
  {
    GET: operation({
      summary: 'Ask how a re-identification by meter point stands',
      description: 'Reading changes nothing; a wrong `return-code` counts.',
      answers: { 200: statusAnswerSchema },
      refuses: [403, 404],
      roles: ['data_user', 'portal'],
      query: statusQuerySchema,
      run: async (call) => ({
        body: await readByTokenRef(
          requireAccount(call).id,
          call.params.tokenRef ?? '',
          call.query['return-code'],
        ),
      }),
    }),
  },
);
