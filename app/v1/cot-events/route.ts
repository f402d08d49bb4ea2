import { changeTenancy } from '@/lib/dcc/change-tenancy';
import { changeOfTenancySchema } from '@/lib/dcc/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/cot-events', {
  POST: operation({
    roles: ['dcc'],
    body: changeOfTenancySchema,
    run: async (call) => {
      const { isNew, change } = await changeTenancy(requireAccount(call).id, call.body);
      return { status: isNew ? 201 : 200, body: change };
    },
  }),
});
