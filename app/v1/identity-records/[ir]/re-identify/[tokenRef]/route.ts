import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { statusAnswerSchema } from '@/lib/reidentification/answers';
import { readByRecord } from '@/lib/reidentification/read-reidentification';
import { statusQuerySchema } from '@/lib/reidentification/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/{ir}/re-identify/{token-ref}',
  {
    GET: operation({
      summary: 'Ask how a re-identification of an own record stands',
      description: 'Reading changes nothing; a wrong `return-code` counts.',
      answers: { 200: statusAnswerSchema },
      refuses: [403, 404],
      roles: ['data_user'],
      query: statusQuerySchema,
      run: async (call) => {
        const { ir = '', tokenRef = '' } = call.params;
        const code = call.query['return-code'];
        return { body: await readByRecord(requireAccount(call).id, ir, tokenRef, code) };
      },
    }),
  },
);
