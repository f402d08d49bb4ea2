import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { voidedAnswerSchema } from '@/lib/identity-records/answers';
import { voidIdentityRecordSchema } from '@/lib/identity-records/schemas';
import { voidIdentityRecord } from '@/lib/identity-records/void-identity-record';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/admin/identity-records/{ir}/void',
  {
    POST: operation({
      summary: 'Void an Identity Record that was made falsely',
      description:
        'For good: it parts from its holder, the passkeys made for it are gone, what is open on it ends, ' +
        'the accesses linked to it are shown as disputed, and the others at the meter point are told. ' +
        'Access records stay as they are and go on verifying: revoke those that must end. A repeat ' +
        'answers the first time, whatever its reason.',
      answers: { 200: voidedAnswerSchema },
      refuses: [404],
      roles: ['admin'],
      body: voidIdentityRecordSchema,
      run: async (call) => {
        const { reason } = call.body;
        const admin = requireAccount(call).id;
        return { body: await voidIdentityRecord(admin, call.params.ir ?? '', reason) };
      },
    }),
  },
);
