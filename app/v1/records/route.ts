import { recordListAnswerSchema } from '@/lib/access-records/answers';
import { searchOwnRecords } from '@/lib/access-records/search-own-records';
import { searchOwnRecordsQuerySchema } from '@/lib/access-records/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/records', {
  GET: operation({
    summary: 'List the own access records',
    answers: { 200: recordListAnswerSchema },
    roles: ['data_user'],
    query: searchOwnRecordsQuerySchema,
    identifiedBy: ['q', 'state', 'legal-basis', 'limit', 'cursor'],
    run: async (call) => ({ body: await searchOwnRecords(requireAccount(call).id, call.query) }),
  }),
});
