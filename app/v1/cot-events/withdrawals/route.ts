import { changeOfTenancySchema, withdrawnTenancyChangeSchema } from '@/lib/dcc/schemas';
import { withdrawTenancyChange } from '@/lib/dcc/withdraw-tenancy-change';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/cot-events/withdrawals', {
  POST: operation({
    summary: 'Take a Change of Tenancy back',
    description:
      'For a report that was false: the change counts as never in effect, and each Data User that was ' +
      'told of it is told so. The same three values again give the first answer, and tell nobody.',
    answers: { 200: withdrawnTenancyChangeSchema },
    refuses: [404],
    roles: ['dcc'],
    body: changeOfTenancySchema,
    run: async (call) => ({
      body: await withdrawTenancyChange(requireAccount(call).id, call.body),
    }),
  }),
});
