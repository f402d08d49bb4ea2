import { dataUserAnswerSchema } from '@/lib/accounts/answers';
import { findDataUser } from '@/lib/accounts/find-data-user';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/data-users/{duid}', {
  GET: operation({
    summary: 'Look up a Data User',
    description: 'Only Data Users are listed: the DUID of any other account is not found.',
    answers: { 200: dataUserAnswerSchema },
    refuses: [404],
    roles: ['data_provider', 'data_user', 'admin'],
    run: async ({ params }) => ({ body: { 'data-user': await findDataUser(params.duid ?? '') } }),
  }),
});
