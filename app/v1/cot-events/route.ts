import { changeTenancy } from '@/lib/dcc/change-tenancy';
import { changeOfTenancyAnswerSchema, changeOfTenancySchema } from '@/lib/dcc/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/cot-events', {
  POST: operation({
    summary: 'Report a Change of Tenancy',
    description:
      'Tells each Data User with an ACTIVE record at the meter point; nothing is revoked. The same ' +
      'three values again answer 200 with the first answer, and tell nobody.',
    answers: { 200: changeOfTenancyAnswerSchema, 201: changeOfTenancyAnswerSchema },
    roles: ['dcc'],
    body: changeOfTenancySchema,
    run: async (call) => {
      const { isNew, change } = await changeTenancy(requireAccount(call).id, call.body);
      return { status: isNew ? 201 : 200, body: change };
    },
  }),
});
