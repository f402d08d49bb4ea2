import { reportDiscoveredAccess } from '@/lib/dcc/report-discovered-access';
import { discoveredAccessSchema } from '@/lib/dcc/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/discovered-access', {
  POST: operation({
    roles: ['dcc'],
    body: discoveredAccessSchema,
    run: async (call) => {
      const { isNew, ak } = await reportDiscoveredAccess(requireAccount(call).id, call.body);
      return { status: isNew ? 201 : 200, body: { ak, state: 'DISCOVERED' } };
    },
  }),
});
