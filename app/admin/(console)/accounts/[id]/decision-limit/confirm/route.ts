import { updateAccount } from '@/lib/accounts/change-account';
import { decisionLimitSchema } from '@/lib/accounts/schemas';
import { parse } from '@/lib/http/parse';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/admin/accounts/{id}/decision-limit',
  async ({ account, params: { id }, form }) => {
    const limit = { 'decisions-per-minute': form.number('decisions-per-minute') };
    await updateAccount(id, parse(decisionLimitSchema, limit), account.id);
    return { notice: 'The decision limit is changed.' };
  },
);
