import { rotateSecret } from '@/lib/accounts/rotate-secret';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'admin',
  path: '/admin/accounts/{id}/rotate-secret/confirm',
  page: ({ id = '' }) => `/admin/accounts/${id}/rotate-secret`,
  needsRecentProof: true,
  run: async ({ account: admin, open, params: { id = '' } }) => {
    const secret = await rotateSecret(id, {
      by: 'console',
      accountId: admin.id,
      sessionId: open.session.id,
    });
    return {
      to: `/admin/accounts/${id}`,
      flash: { notice: 'The secret key is a new one.', secret },
    };
  },
});
