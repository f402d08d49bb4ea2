import { changeAccountStatus } from '@/lib/accounts/change-account';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/accounts/{id}/suspend',
  async ({ account, params: { id } }) => {
    await changeAccountStatus(id, 'suspend', account.id);
    return { notice: 'The account is suspended.' };
  },
);
