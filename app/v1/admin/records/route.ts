import { recordListAnswerSchema } from '@/lib/access-records/answers';
import { searchRecordsQuerySchema } from '@/lib/access-records/schemas';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { searchRecords } from '@/lib/admin/search-records';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/records', {
  GET: operation({
    summary: 'Search access records',
    answers: { 200: recordListAnswerSchema },
    roles: ['admin'],
    query: searchRecordsQuerySchema,
    identifiedBy: ['q', 'state', 'legal-basis', 'limit', 'cursor'],
    run: async ({ query }) => ({ body: await searchRecords(query) }),
  }),
});
