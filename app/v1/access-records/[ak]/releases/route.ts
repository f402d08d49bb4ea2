import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { listReleaseDays } from '@/lib/releases/list-release-days';
import { listReleaseDaysSchema, releaseDaysAnswerSchema } from '@/lib/releases/release-schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/access-records/{ak}/releases',
  {
    GET: operation({
      summary: 'See how often an access was asked for',
      description:
        'By day and Data Provider, the last day first: how often a release was permitted, and how often it ' +
        'was refused. Who only verifies the key leaves no trace here.',
      answers: { 200: releaseDaysAnswerSchema },
      refuses: [404],
      roles: ['data_user'],
      query: listReleaseDaysSchema,
      run: async (call) => ({
        body: await listReleaseDays(requireAccount(call).id, call.params.ak ?? '', call.query),
      }),
    }),
  },
);
