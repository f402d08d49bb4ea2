import { roles } from '@/lib/vocabulary/roles';
import { listOwnAudit } from '@/lib/audit/list-audit';
import { ownAuditAnswerSchema, ownAuditQuerySchema } from '@/lib/audit/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self/audit', {
  GET: operation({
    summary: 'List what the own account did',
    answers: { 200: ownAuditAnswerSchema },
    roles,
    query: ownAuditQuerySchema,
    identifiedBy: ['limit', 'cursor'],
    run: async (call) => ({ body: await listOwnAudit(requireAccount(call).id, call.query) }),
  }),
});
