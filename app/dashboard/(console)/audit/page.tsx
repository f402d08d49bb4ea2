import { AuditTypeInput } from '@/components/console/audit-type-input';
import { FilterForm } from '@/components/console/filter-form';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { OwnAuditTable } from '@/components/dashboard/own-audit-table';
import { listOwnAudit } from '@/lib/audit/list-audit';
import { listEventTypes } from '@/lib/audit/list-event-types';
import { browseOwnAuditSchema } from '@/lib/audit/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/dashboard/audit';

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const { account } = await requireConsole('data-user');
  const { page, problems, typed, isSet } = await readList({
    schema: browseOwnAuditSchema,
    searchParams,
    filters: ['event_type'],
    read: (query) => listOwnAudit(account.id, query),
  });
  return (
    <>
      <PageHeading
        title={['Audit', 'Dashboard']}
        intro="What your account did and asked for, by the API and here, the newest first. It cannot be changed."
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Audit" isSet={isSet}>
        <AuditTypeInput types={await listEventTypes(account.id)} asked={typed.event_type} />
      </FilterForm>
      <OwnAuditTable events={page.events} none={isSet ? 'No event matches' : 'Nothing yet'} />
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
