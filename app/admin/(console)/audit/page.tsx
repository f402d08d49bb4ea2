import { AuditTable } from '@/components/admin/audit-table';
import { AuditTypeInput } from '@/components/console/audit-type-input';
import { EmptyState } from '@/components/console/empty-state';
import { TextInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { browseAudit } from '@/lib/audit/list-audit';
import { listEventTypes } from '@/lib/audit/list-event-types';
import { auditQuerySchema } from '@/lib/audit/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/audit';
const filters = ['account_id', 'event_type', 'ak'] as const;

export default async function AllAuditPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed, isSet } = await readList({
    schema: auditQuerySchema,
    searchParams,
    filters,
    read: browseAudit,
  });
  return (
    <>
      <PageHeading
        title={['Audit', 'Operator']}
        intro="Everything that was done, the newest first. It cannot be changed."
        actions={
          <a href={`${PATH}/check`} className="button button-quiet">
            Check the chain
          </a>
        }
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Audit" isSet={isSet}>
        <TextInput
          name="account_id"
          label="Account"
          type="search"
          defaultValue={typed.account_id}
          maxLength={64}
        />
        <AuditTypeInput types={await listEventTypes(null)} asked={typed.event_type} />
        <TextInput
          name="ak"
          label="Access record"
          type="search"
          defaultValue={typed.ak}
          maxLength={64}
        />
      </FilterForm>
      {page.events.length === 0 ? (
        <EmptyState heading={isSet ? 'No event matches' : 'Nothing yet'}>
          {isSet ? 'A filter takes a whole account id or a whole access key.' : null}
        </EmptyState>
      ) : (
        <AuditTable events={page.events} />
      )}
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
