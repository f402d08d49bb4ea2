import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { startAnswerSchema } from '@/lib/reidentification/answers';
import { startByMeterPointSchema } from '@/lib/reidentification/schemas';
import { startByMeterPoint } from '@/lib/ceremonies/start-by-meter-point';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/reidentify',
  {
    POST: operation({
      summary: 'Re-identify the occupant of a meter point',
      description:
        'For organisations that have no Identity Record of their own: asks whoever is registered as ' +
        'the current occupant, by any Data User. The record itself is never named.',
      answers: { 200: startAnswerSchema },
      refuses: [404, 409, 422],
      roles: ['data_user', 'portal'],
      body: startByMeterPointSchema,
      run: async (call) => {
        const { mpxn, ...input } = call.body;
        return { body: await startByMeterPoint(requireAccount(call), mpxn, input) };
      },
    }),
  },
);
