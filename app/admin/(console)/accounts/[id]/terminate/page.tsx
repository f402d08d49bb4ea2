import { readAccount } from '@/lib/accounts/read-account';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/accounts/{id}/terminate', async ({ params: { id } }) => {
  const { displayName } = await readAccount(id);
  return {
    title: `Terminate ${displayName}?`,
    consequences: [
      'This is final: the account can never be reactivated, and its id and DUID are never given to another.',
      'From its next request on every call of it is refused.',
      'Its webhooks are disabled; what waits to be delivered is given up.',
      'Its sessions in the console end.',
      'Its identity records prove nothing to anybody else: their passkeys and addresses are asked by no other organisation, and open only themselves in the portal.',
      'Its access records stay as they are and go on verifying: revoke those that must end.',
    ],
    button: 'Terminate the account for good',
  };
});
