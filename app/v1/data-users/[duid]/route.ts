import { findDataUser } from '@/lib/accounts/find-data-user';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/data-users/{duid}', {
  GET: operation({
    roles: ['data_provider', 'data_user', 'admin'],
    run: async ({ params }) => ({ body: { 'data-user': await findDataUser(params.duid ?? '') } }),
  }),
});
