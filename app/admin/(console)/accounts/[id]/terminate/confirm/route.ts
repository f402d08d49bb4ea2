import { changeAccountStatus } from '@/lib/accounts/change-account';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/accounts/{id}/terminate',
  async ({ account, params: { id } }) => {
    await changeAccountStatus(id, 'terminate', account.id);
    return { notice: 'The account is terminated.' };
  },
);
