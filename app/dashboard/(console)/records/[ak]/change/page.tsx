import { notFound } from 'next/navigation';
import { FlashNotes } from '@/components/console/flash-notes';
import { PageHeading } from '@/components/console/page-heading';
import { ChangeForm } from '@/components/dashboard/change-form';
import { readOwnRecord } from '@/lib/access-records/read-own-record';
import { endingDay } from '@/lib/dashboard/proposed-change';
import { requireRole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

/** Where a clerk asks the customer of an own record to confirm it changed. */
export default async function ChangePage({ params }: { params: Promise<{ ak: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { ak } = await params;
  const found = await orNull(readOwnRecord(account.id, ak));
  if (!found || found.record['access-event'].state !== 'ACTIVE') notFound();
  if (found.ir === null && !found.isLinkedByToken) notFound();
  const flash = await takeOwnFlashMessage('data-user');
  return (
    <>
      <PageHeading
        title={['Ask the customer to confirm a change', 'Dashboard']}
        intro="They are shown the record as it would be and confirm it. The record stays as it is until you replace it."
        up={{ href: `/dashboard/records/${ak}`, label: 'The record' }}
      />
      <FlashNotes flash={flash} />
      <ChangeForm ak={ak} record={found.record} endsOn={endingDay(found.record)} flash={flash} />
    </>
  );
}
