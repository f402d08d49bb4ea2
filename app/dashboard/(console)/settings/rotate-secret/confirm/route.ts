import { rotateSecret } from '@/lib/accounts/rotate-secret';
import { consoleAction } from '@/lib/http/console-action';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/settings/rotate-secret/confirm',
  page: '/dashboard/settings/rotate-secret',
  needsRecentProof: true,
  run: async ({ account, open }) => {
    const secret = await rotateSecret(account.id, {
      by: 'console',
      accountId: account.id,
      sessionId: open.session.id,
    });
    return {
      to: '/dashboard/settings',
      flash: { notice: 'The secret key is a new one.', secret },
    };
  },
});
