import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { identityExists } from '@/lib/reidentification/identity-exists';
import { existsQuerySchema } from '@/lib/reidentification/schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/identity-records/exists', {
  GET: operation({
    roles: ['data_user', 'portal'],
    query: existsQuerySchema,
    identifiedBy: ['mpxn'],
    run: async (call) => ({ body: await identityExists(requireAccount(call).id, call.query.mpxn) }),
  }),
});
