import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { anonymiseIdentityRecord } from '@/lib/identity-records/anonymise-identity-record';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/identity-records/{ir}', {
  GET: operation({
    roles: ['data_user'],
    run: async (call) => ({
      body: {
        'identity-record': await readIdentityRecord(requireAccount(call).id, call.params.ir ?? ''),
      },
    }),
  }),
  DELETE: operation({
    roles: ['data_user'],
    run: async (call) => ({
      body: await anonymiseIdentityRecord(requireAccount(call).id, call.params.ir ?? ''),
    }),
  }),
});
