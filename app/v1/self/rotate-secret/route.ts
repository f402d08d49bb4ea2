import { rotateSecret } from '@/lib/accounts/rotate-secret';
import { roles } from '@/lib/accounts/schemas';
import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/self/rotate-secret', {
  POST: operation({
    roles,
    run: async (call) => {
      const { id } = requireAccount(call);
      return { body: { 'secret-key': await rotateSecret(id, id) } };
    },
  }),
});
