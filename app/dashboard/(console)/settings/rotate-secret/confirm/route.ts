import { rotateSecret } from '@/lib/accounts/rotate-secret';
import { confirmPost } from '../../../../../confirm-post';

export const POST = confirmPost('/dashboard/settings/rotate-secret', async ({ account, open }) => {
  const secret = await rotateSecret(account.id, {
    by: 'console',
    accountId: account.id,
    sessionId: open.session.id,
  });
  return { notice: 'The secret key is a new one.', secret };
});
