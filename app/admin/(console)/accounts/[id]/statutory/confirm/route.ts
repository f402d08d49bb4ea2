import { updateAccount } from '@/lib/accounts/change-account';
import { ValidationError } from '@/lib/platform/errors';
import { confirmPost } from '../../../../../../confirm-post';

const answers = new Map([
  ['true', true],
  ['false', false],
]);

export const POST = confirmPost(
  '/admin/accounts/{id}/statutory',
  async ({ account, params: { id }, form }) => {
    const statutory = answers.get(form.raw('statutory'));
    if (statutory === undefined) throw ValidationError.field('statutory', 'must be true or false');
    await updateAccount(id, { statutory }, account.id);
    return {
      notice: statutory ? 'The account is marked as statutory.' : 'The mark is taken away.',
    };
  },
);
