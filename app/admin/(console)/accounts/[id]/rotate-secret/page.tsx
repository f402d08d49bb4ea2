import { readAccount } from '@/lib/accounts/read-account';
import { confirmPage } from '../../../../../confirm-page';

export default confirmPage('/admin/accounts/{id}/rotate-secret', async ({ params: { id } }) => {
  const { displayName } = await readAccount(id);
  return {
    title: `Rotate the secret key of ${displayName}?`,
    consequences: [
      'The new secret key is shown once, on the next page, for you to hand on.',
      'The one before stays good for 15 minutes: software that has not got the new one by then stops working.',
      'Bearer tokens stay good until they expire, two hours at most. To stop a stolen secret at once, suspend the account.',
      'All sessions of the account in the console end, but for yours where it is your own.',
    ],
    button: 'Rotate the secret key',
  };
});
