import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { requireOwnRecord } from '@/lib/identity-records/read-identity-record';
import { startByRecordSchema } from '@/lib/reidentification/schemas';
import { startReidentification } from '@/lib/reidentification/start-reidentification';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/{ir}/re-identify',
  {
    POST: operation({
      roles: ['data_user'],
      body: startByRecordSchema,
      run: async (call) => {
        const account = requireAccount(call);
        const record = await requireOwnRecord(account.id, call.params.ir ?? '');
        const input = call.body;
        return {
          body: await startReidentification({ account, record, input, crossOrganisation: false }),
        };
      },
    }),
  },
);
