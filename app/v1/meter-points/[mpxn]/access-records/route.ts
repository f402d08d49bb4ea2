import { meterPointAnswerSchema } from '@/lib/access-records/answers';
import { meterPointQuerySchema } from '@/lib/access-records/schemas';
import { parse } from '@/lib/http/parse';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { listMeterPointRecords } from '@/lib/meter-points/list-access-records';
import { meterPointParamsSchema } from '@/lib/vocabulary/mpxn';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/meter-points/{mpxn}/access-records',
  {
    GET: operation({
      summary: 'List the access records of a meter point',
      description:
        'A Data User needs a record of its own there, in any state. A portal needs the customer’s ' +
        '`reidentification-token`, which the list consumes, and sees what the customer would see in the ' +
        'register’s own portal. What is active comes first, and organisations take turns. Each look is ' +
        'audited and shown to the customer.',
      answers: { 200: meterPointAnswerSchema },
      refuses: [403, 404, 409, 422],
      roles: ['data_user', 'portal'],
      query: meterPointQuerySchema,
      identifiedBy: ['state', 'legal-basis'],
      run: async (call) => {
        const { mpxn } = parse(meterPointParamsSchema, call.params);
        const { query, isHead } = call;
        return { body: await listMeterPointRecords(requireAccount(call), mpxn, { query, isHead }) };
      },
    }),
  },
);
