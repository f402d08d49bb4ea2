import { anonymiseIdentityRecord } from '@/lib/identity-records/anonymise-identity-record';
import { confirmPost } from '../../../../../../confirm-post';

export const POST = confirmPost(
  '/dashboard/identity-records/{ir}/anonymise',
  async ({ account, params: { ir } }) => {
    await anonymiseIdentityRecord(account.id, ir);
    return { notice: 'The record is anonymised.' };
  },
);
