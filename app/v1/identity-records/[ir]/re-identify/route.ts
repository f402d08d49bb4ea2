import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { requireOwnRecord } from '@/lib/identity-records/read-identity-record';
import { startAnswerSchema } from '@/lib/reidentification/answers';
import { startByRecordSchema } from '@/lib/reidentification/schemas';
import { startReidentification } from '@/lib/ceremonies/start-reidentification';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/{ir}/re-identify',
  {
    POST: operation({
      summary: 'Re-identify the person of an own record',
      description:
        '`magic-link` sends a mail that works for 15 minutes; the passkey methods answer the address ' +
        'of a hosted page that works for 5 minutes. 422: no e-mail (VAL002) or no passkey (VAL003).',
      answers: { 200: startAnswerSchema },
      refuses: [404, 409, 422],
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
