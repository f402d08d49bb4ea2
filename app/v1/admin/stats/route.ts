import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { registerStatistics } from '@/lib/operator/register-statistics';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/stats', {
  GET: operation({
    roles: ['admin'],
    run: async () => ({ body: await registerStatistics() }),
  }),
});
