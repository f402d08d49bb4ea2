import { meterPointQuerySchema } from '@/lib/access-records/schemas';
import { parse } from '@/lib/http/parse';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { listMeterPointRecords } from '@/lib/meter-points/list-access-records';
import { meterPointParamsSchema } from '@/lib/meter-points/mpxn';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/meter-points/{mpxn}/access-records',
  {
    GET: operation({
      roles: ['data_user', 'portal'],
      query: meterPointQuerySchema,
      identifiedBy: ['state', 'legal-basis'],
      run: async (call) => {
        const { mpxn } = parse(meterPointParamsSchema, call.params);
        return { body: await listMeterPointRecords(requireAccount(call), mpxn, call.query) };
      },
    }),
  },
);
