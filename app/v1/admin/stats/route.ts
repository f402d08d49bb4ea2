import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { statisticsAnswerSchema } from '@/lib/admin/answers';
import { registerStatistics } from '@/lib/admin/register-statistics';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/stats', {
  GET: operation({
    summary: 'Count what the register holds',
    answers: { 200: statisticsAnswerSchema },
    roles: ['admin'],
    run: async () => ({ body: await registerStatistics() }),
  }),
});
