import { operation, requireAccount } from '@/lib/http/operation';
import { route } from '@/lib/http/route';
import { removeCredential } from '@/lib/identity-records/holders/remove-credential';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  '/identity-records/{ir}/credentials/{cred}',
  {
    DELETE: operation({
      summary: 'Remove a passkey',
      description:
        'A passkey that came with another organisation’s record is not deleted: this record parts from it.',
      answers: { 204: null },
      refuses: [404],
      roles: ['data_user'],
      run: async (call) => {
        const { ir = '', cred = '' } = call.params;
        await removeCredential(requireAccount(call).id, ir, cred);
        return { status: 204 };
      },
    }),
  },
);
