import { readAccessRecord } from '@/lib/access-records/read-access-record';
import { replaceAccessRecord } from '@/lib/access-records/replace-access-record';
import { revokeAccessRecord } from '@/lib/access-records/revoke-access-record';
import { replaceAccessRecordSchema, revokeQuerySchema } from '@/lib/access-records/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/access-records/{ak}', {
  GET: operation({
    run: async ({ params }) => ({
      body: { 'access-record': await readAccessRecord(params.ak ?? '') },
    }),
  }),
  PUT: operation({
    roles: ['data_user'],
    body: replaceAccessRecordSchema,
    run: async (call) => {
      const accountId = requireAccount(call).id;
      const { ak, expiry } = await replaceAccessRecord(accountId, call.params.ak ?? '', call.body);
      return { body: { 'access-token': { key: ak, expiry } } };
    },
  }),
  DELETE: operation({
    roles: ['data_user', 'portal', 'admin'],
    query: revokeQuerySchema,
    run: async (call) => ({
      body: await revokeAccessRecord(requireAccount(call), call.params.ak ?? '', call.query),
    }),
  }),
});
