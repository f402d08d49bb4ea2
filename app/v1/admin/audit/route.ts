import { listAudit } from '@/lib/audit/list-audit';
import { auditAnswerSchema, auditQuerySchema } from '@/lib/audit/schemas';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/audit', {
  GET: operation({
    summary: 'List audit events',
    answers: { 200: auditAnswerSchema },
    roles: ['admin'],
    query: auditQuerySchema,
    identifiedBy: ['account_id', 'event_type', 'ak', 'limit', 'cursor'],
    run: async ({ query }) => ({ body: await listAudit(query) }),
  }),
});
