import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { ReidentificationState } from '@/components/dashboard/reidentification-state';
import { watchByRecord } from '@/lib/reidentification/read-reidentification';
import { requireRole, takeOwnFlashMessage } from '../../../../../../open-console';
import { orNull } from '../../../../../../or-null';

interface WatchPageProps {
  params: Promise<{ ir: string; tokenRef: string }>;
}

/** A re-identification, watched until it has ended. */
export default async function WatchPage({ params }: WatchPageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { ir, tokenRef } = await params;
  const state = await orNull(watchByRecord(account.id, ir, tokenRef));
  if (!state) notFound();
  const flash = await takeOwnFlashMessage('data-user');
  return (
    <>
      <PageHeading
        title={[state.declined ? 'declined' : state.status, 'Re-identification', 'Dashboard']}
        heading="Re-identification"
        intro={<CodeText>{tokenRef}</CodeText>}
        up={{ href: `/dashboard/identity-records/${ir}`, label: 'The identity record' }}
      />
      <FlashNotes flash={flash} />
      <ReidentificationState state={state} link={flash?.link ?? null} />
    </>
  );
}
