import { PageHeading } from '@/components/console/page-heading';
import { ParcelNotes } from '@/components/console/parcel-notes';
import { AttentionBody } from '@/components/dashboard/attention-body';
import { StateCounts } from '@/components/dashboard/state-counts';
import { countByState } from '@/lib/access-records/count-records';
import { findAttention } from '@/lib/dashboard/find-attention';
import { now } from '@/lib/platform/clock';
import { requireConsole, takeOwnParcel } from '../../open-console';

export default async function OverviewPage() {
  const { account } = await requireConsole('data-user');
  const parcel = await takeOwnParcel('data-user');
  if (account.role !== 'data_user') {
    return (
      <>
        <PageHeading
          title={['Overview', 'Dashboard']}
          intro={`${account.displayName} works with the register by the API. Here are its settings and what it did.`}
        />
        <ParcelNotes parcel={parcel} />
      </>
    );
  }
  return (
    <>
      <PageHeading title={['Overview', 'Dashboard']} />
      <ParcelNotes parcel={parcel} />
      <StateCounts counts={await countByState({ accountId: account.id }, now())} />
      <AttentionBody attention={await findAttention(account.id)} />
    </>
  );
}
