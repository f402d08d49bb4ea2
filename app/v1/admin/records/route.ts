import { searchRecordsQuerySchema } from '@/lib/access-records/schemas';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { searchRecords } from '@/lib/operator/search-records';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/records', {
  GET: operation({
    roles: ['admin'],
    query: searchRecordsQuerySchema,
    identifiedBy: ['q', 'state', 'legal-basis', 'limit', 'cursor'],
    run: async ({ query }) => ({ body: await searchRecords(query) }),
  }),
});
