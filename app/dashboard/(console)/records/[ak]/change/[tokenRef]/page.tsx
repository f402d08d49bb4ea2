import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { FlashNotes } from '@/components/console/flash-notes';
import { PageHeading } from '@/components/console/page-heading';
import { ProposedChange } from '@/components/dashboard/proposed-change';
import { ReidentificationState } from '@/components/dashboard/reidentification-state';
import { findLink, readOwnRecord } from '@/lib/access-records/read-own-record';
import { watchOfLinked } from '@/lib/reidentification/read-reidentification';
import { requireRole, takeOwnFlashMessage } from '../../../../../../open-console';
import { orNull } from '../../../../../../or-null';

interface ProposedChangePageProps {
  params: Promise<{ ak: string; tokenRef: string }>;
}

/** A changed record that its customer is asked to confirm, watched until it can replace the present one. */
export default async function ProposedChangePage({ params }: ProposedChangePageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { ak, tokenRef } = await params;
  const found = await orNull(readOwnRecord(account.id, ak));
  if (!found) notFound();
  const { ir } = await findLink(account.id, ak);
  const state = await orNull(watchOfLinked(account.id, ir, tokenRef));
  if (!state || state['proposal-digest'] === null) notFound();
  const flash = await takeOwnFlashMessage('data-user');
  return (
    <>
      <PageHeading
        title={[state.declined ? 'declined' : state.status, 'A change to confirm', 'Dashboard']}
        heading="A change for the customer to confirm"
        intro={<CodeText>{tokenRef}</CodeText>}
        up={{ href: `/dashboard/records/${ak}`, label: 'The record' }}
      />
      <FlashNotes flash={flash} />
      <ReidentificationState state={state} link={flash?.link ?? null} />
      <ProposedChange
        action={`/dashboard/records/${ak}/change/${tokenRef}/apply`}
        record={found.record}
        state={state}
      />
    </>
  );
}
