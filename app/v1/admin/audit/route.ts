import { auditQuerySchema, listAudit } from '@/lib/audit/list-audit';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/audit', {
  GET: operation({
    roles: ['admin'],
    query: auditQuerySchema,
    identifiedBy: ['account_id', 'event_type', 'ak', 'limit', 'cursor'],
    run: async ({ query }) => ({ body: await listAudit(query) }),
  }),
});
