import { reportDiscoveredAccess } from '@/lib/dcc/report-discovered-access';
import { discoveredAccessAnswerSchema, discoveredAccessSchema } from '@/lib/dcc/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/discovered-access', {
  POST: operation({
    summary: 'Report an access that was seen',
    description:
      'For an organisation that was seen to read a meter. A known one at this meter point answers ' +
      '200: its dates widen and its data types join.',
    answers: { 200: discoveredAccessAnswerSchema, 201: discoveredAccessAnswerSchema },
    roles: ['dcc'],
    body: discoveredAccessSchema,
    run: async (call) => {
      const { isNew, ak } = await reportDiscoveredAccess(requireAccount(call).id, call.body);
      const body = { ak, state: 'DISCOVERED' as const };
      return isNew ? { status: 201, location: `/v1/access-records/${ak}`, body } : { body };
    },
  }),
});
