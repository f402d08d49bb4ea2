import { rotateSecret } from '@/lib/accounts/rotate-secret';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/accounts/{id}/rotate-secret',
  async ({ account, open, params: { id } }) => {
    const secret = await rotateSecret(id, {
      by: 'console',
      accountId: account.id,
      sessionId: open.session.id,
    });
    return { notice: 'The secret key is a new one.', secret };
  },
);
