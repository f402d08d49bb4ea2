import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';
import { requireRole } from '../../../../../../../open-console';
import { orNull } from '../../../../../../../or-null';

interface RemovePageProps {
  params: Promise<{ ir: string; cred: string }>;
}

export default async function RemovePage({ params }: RemovePageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { ir, cred } = await params;
  const record = await orNull(readIdentityRecord(account.id, ir));
  const isThere = record?.credentials.some(({ 'credential-id': id }) => id === cred);
  if (!isThere) notFound();
  const up = `/dashboard/identity-records/${ir}`;
  return (
    <>
      <PageHeading
        title={['Remove this passkey?', 'Dashboard']}
        intro={<CodeText>{cred}</CodeText>}
        up={{ href: up, label: 'The identity record' }}
      />
      <ConfirmPanel
        action={`${up}/credentials/${cred}/remove/confirm`}
        consequences={[
          'The customer proves nothing to you with it any more.',
          'One that came with another organisation’s record is not deleted: this record parts from all passkeys of that person.',
          'To have one again, start a re-identification as “new passkey”.',
        ]}
        button="Remove it"
        cancel={up}
      />
    </>
  );
}
