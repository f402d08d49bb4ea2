import { consoleAction } from '@/lib/http/console-action';
import { anonymiseIdentityRecord } from '@/lib/identity-records/anonymise-identity-record';

export const POST = consoleAction({
  realm: 'data-user',
  path: '/dashboard/identity-records/{ir}/anonymise/confirm',
  roles: ['data_user'],
  page: ({ ir = '' }) => `/dashboard/identity-records/${ir}/anonymise`,
  needsRecentProof: true,
  run: async ({ account, params: { ir = '' } }) => {
    await anonymiseIdentityRecord(account.id, ir);
    return {
      to: `/dashboard/identity-records/${ir}`,
      flash: { notice: 'The record is anonymised.' },
    };
  },
});
