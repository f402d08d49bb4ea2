import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { statisticsAnswerSchema } from '@/lib/operator/answers';
import { registerStatistics } from '@/lib/operator/register-statistics';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/admin/stats', {
  GET: operation({
    summary: 'Count what the register holds',
    answers: { 200: statisticsAnswerSchema },
    roles: ['admin'],
    run: async () => ({ body: await registerStatistics() }),
  }),
});
