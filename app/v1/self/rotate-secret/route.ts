import { secretAnswerSchema } from '@/lib/accounts/answers';
import { rotateSecret } from '@/lib/accounts/rotate-secret';
import { roles } from '@/lib/vocabulary/roles';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self/rotate-secret', {
  POST: operation({
    summary: 'Get a new secret key',
    description:
      'The new secret key is shown this once; the old one stays good for 15 minutes, but opens no ' +
      'dashboard and makes no further one. Bearer tokens issued before stay good for all other calls: ' +
      'here they are an AUTH002, since a replaced secret rotates nothing. Ten times an hour.',
    answers: { 200: secretAnswerSchema },
    roles,
    run: async (call) => {
      const { id } = requireAccount(call);
      const secret = await rotateSecret(id, { by: 'token', mark: call.secretMark });
      return { body: { 'secret-key': secret } };
    },
  }),
});
