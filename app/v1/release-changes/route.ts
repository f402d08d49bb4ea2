import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { followChanges } from '@/lib/releases/follow-changes';
import { followChangesSchema, releaseChangesAnswerSchema } from '@/lib/releases/release-schemas';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/release-changes', {
  GET: operation({
    summary: 'Follow what ends or narrows releases that were permitted to you',
    description:
      'Changes of accesses that were permitted to this Data Provider within thirteen months, in order and ' +
      'without a gap, from five seconds after each. Ask again with `after` set to the `next` of the answer; ' +
      'with `wait` the answer comes as soon as there is a change, or without one when that time is up. ' +
      'An access that expires is no change: its end is in every permit.',
    answers: { 200: releaseChangesAnswerSchema },
    roles: ['data_provider'],
    query: followChangesSchema,
    mayWait: true,
    run: async ({ account, query, signal }) => ({
      body: await followChanges(requireAccount({ account }).id, query, signal),
    }),
  }),
});
