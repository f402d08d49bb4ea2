import { changeAccountStatus } from '@/lib/accounts/change-account';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/accounts/{id}/reactivate',
  async ({ account, params: { id } }) => {
    await changeAccountStatus(id, 'reactivate', account.id);
    return { notice: 'The account is active again.' };
  },
);
