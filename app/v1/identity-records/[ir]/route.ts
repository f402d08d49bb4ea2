import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { anonymisedAnswerSchema, identityRecordAnswerSchema } from '@/lib/identity-records/answers';
import { anonymiseIdentityRecord } from '@/lib/identity-records/anonymise-identity-record';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/identity-records/{ir}', {
  GET: operation({
    summary: 'Read an Identity Record',
    answers: { 200: identityRecordAnswerSchema },
    refuses: [404],
    roles: ['data_user'],
    run: async (call) => ({
      body: {
        'identity-record': await readIdentityRecord(requireAccount(call).id, call.params.ir ?? ''),
      },
    }),
  }),
  DELETE: operation({
    summary: 'Anonymise an Identity Record',
    description:
      'For good: all personal data and the passkeys that serve no other record are gone. Refused ' +
      'while any linked access record is ACTIVE, whoever registered it. A repeat answers the first time.',
    answers: { 200: anonymisedAnswerSchema },
    refuses: [404, 409],
    roles: ['data_user'],
    run: async (call) => ({
      body: await anonymiseIdentityRecord(requireAccount(call).id, call.params.ir ?? ''),
    }),
  }),
});
