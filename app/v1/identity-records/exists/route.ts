import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { existsAnswerSchema } from '@/lib/reidentification/answers';
import { identityExists } from '@/lib/ceremonies/identity-exists';
import { existsQuerySchema } from '@/lib/reidentification/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/identity-records/exists', {
  GET: operation({
    summary: 'Ask whether a meter point’s occupant is known',
    description:
      'Looks across all Data Users. Each question is audited, and 60 an hour are answered for one meter point.',
    answers: { 200: existsAnswerSchema },
    roles: ['data_user', 'portal'],
    query: existsQuerySchema,
    identifiedBy: ['mpxn'],
    run: async (call) => ({ body: await identityExists(requireAccount(call).id, call.query.mpxn) }),
  }),
});
