import { readAccount } from '@/lib/accounts/read-account';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/accounts/{id}/suspend', async ({ params: { id } }) => {
  const { displayName } = await readAccount(id);
  return {
    title: `Suspend ${displayName}?`,
    consequences: [
      'From its next request on every call of the account is refused, with tokens issued before as well.',
      'Its sessions in the console end.',
      'Its identity records prove nothing to anybody else: their passkeys and addresses are asked by no other organisation, and open only themselves in the portal.',
      'Its access records stay as they are: Data Providers go on verifying them.',
      'Its customers cannot be asked to prove themselves meanwhile.',
      'It can be reactivated at any time.',
    ],
    button: 'Suspend the account',
  };
});
