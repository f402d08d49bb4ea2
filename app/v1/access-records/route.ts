import { registerAccessRecord } from '@/lib/access-records/register-access-record';
import { accessRecordSchema } from '@/lib/access-records/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/access-records', {
  POST: operation({
    roles: ['data_user'],
    body: accessRecordSchema,
    run: async (call) => {
      const { ak, expiry } = await registerAccessRecord(requireAccount(call).id, call.body);
      return {
        status: 201,
        location: `/v1/access-records/${ak}`,
        body: { 'access-token': { key: ak, expiry } },
      };
    },
  }),
});
