import { roles } from '@/lib/accounts/schemas';
import { listOwnAudit, ownAuditQuerySchema } from '@/lib/audit/list-audit';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self/audit', {
  GET: operation({
    roles,
    query: ownAuditQuerySchema,
    identifiedBy: ['limit', 'cursor'],
    run: async (call) => ({ body: await listOwnAudit(requireAccount(call).id, call.query) }),
  }),
});
