import { removeCredential } from '@/lib/identity-records/holders/remove-credential';
import { confirmPost } from '../../../../../../../../confirm-post';

export const POST = confirmPost(
  '/dashboard/identity-records/{ir}/credentials/{cred}/remove',
  async ({ account, params: { ir, cred } }) => {
    await removeCredential(account.id, ir, cred);
    return { notice: 'The passkey is removed.' };
  },
);
