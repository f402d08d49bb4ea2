import { readAccount } from '@/lib/accounts/read-account';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/accounts/{id}/reactivate', async ({ params: { id } }) => {
  const { displayName } = await readAccount(id);
  return {
    title: `Reactivate ${displayName}?`,
    consequences: [
      'From its next request on the account works again, with its secret key of before.',
      'Bearer tokens issued before the suspension work again until they expire.',
      'Its people sign in to the console anew.',
    ],
    button: 'Reactivate the account',
  };
});
