import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { ParcelNotes } from '@/components/console/parcel-notes';
import { OwnAuditTable } from '@/components/dashboard/own-audit-table';
import { listOwnAudit } from '@/lib/audit/list-audit';
import { ownAuditQuerySchema } from '@/lib/audit/schemas';
import { requireConsole } from '../../../open-console';
import { pageOf, searchOf, type SearchParams } from '../../../search-of';

const PATH = '/dashboard/audit';
const PAGE_SIZE = 50;
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const { account } = await requireConsole('data-user');
  const search = await searchOf(ownAuditQuerySchema, searchParams, ['cursor']);
  const { page, problems } = await pageOf(search, (query) =>
    listOwnAudit(account.id, { ...query, limit: PAGE_SIZE }),
  );
  return (
    <>
      <PageHeading
        title={['Audit', 'Dashboard']}
        intro="What your account did and asked for, by the API and here, the newest first. It cannot be changed."
      />
      <ParcelNotes parcel={{ problems }} />
      <OwnAuditTable events={page.events} />
      <Pager path={PATH} query={search.typed} nextCursor={page['next-cursor']} />
    </>
  );
}
