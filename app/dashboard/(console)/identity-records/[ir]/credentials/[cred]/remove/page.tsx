import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';
import { confirmPage } from '../../../../../../../confirm-page';

export default confirmPage(
  '/dashboard/identity-records/{ir}/credentials/{cred}/remove',
  async ({ account, params: { ir, cred } }) => {
    const { credentials } = await readIdentityRecord(account.id, ir);
    if (!credentials.some(({ 'credential-id': id }) => id === cred)) notFound();
    return {
      title: 'Remove this passkey?',
      intro: <CodeText>{cred}</CodeText>,
      consequences: [
        'The customer proves nothing to you with it any more.',
        'One that came with another organisation’s record is not deleted: this record parts from all passkeys of that person.',
        'To have one again, start a re-identification as “new passkey”.',
      ],
      button: 'Remove it',
    };
  },
);
