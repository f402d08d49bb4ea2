import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { startByMeterPointSchema } from '@/lib/reidentification/schemas';
import { startByMeterPoint } from '@/lib/reidentification/start-by-meter-point';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/reidentify',
  {
    POST: operation({
      roles: ['data_user', 'portal'],
      body: startByMeterPointSchema,
      run: async (call) => {
        const { mpxn, ...input } = call.body;
        return { body: await startByMeterPoint(requireAccount(call), mpxn, input) };
      },
    }),
  },
);
