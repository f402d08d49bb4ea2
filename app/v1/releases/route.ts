import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { listReleases } from '@/lib/releases/list-releases';
import { listReleasesSchema, releasesAnswerSchema } from '@/lib/releases/release-schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/releases', {
  GET: operation({
    summary: 'List your own release decisions',
    description:
      'What this Data Provider asked at `/access/v1/evaluation` and `/access/v1/evaluations`, and was ' +
      'answered: one entry a question, outcome and day, with how often it was asked. They are kept for ' +
      'thirteen months. Questions with unknown keys are one entry a day, which names none of them.',
    answers: { 200: releasesAnswerSchema },
    roles: ['data_provider'],
    query: listReleasesSchema,
    run: async (call) => ({ body: await listReleases(requireAccount(call).id, call.query) }),
  }),
});
