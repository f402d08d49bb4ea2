import { consoleAction } from '@/lib/http/console-action';
import { removeCredential } from '@/lib/identity-records/holders/remove-credential';

const page = ({ ir = '' }) => `/dashboard/identity-records/${ir}`;

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/identity-records/{ir}/credentials/{cred}/remove/confirm',
  roles: ['data_user'],
  page,
  run: async ({ account, params }) => {
    await removeCredential(account.id, params.ir ?? '', params.cred ?? '');
    return { to: page(params), flash: { notice: 'The passkey is removed.' } };
  },
});
