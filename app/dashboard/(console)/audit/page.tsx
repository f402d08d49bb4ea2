import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { ParcelNotes } from '@/components/console/parcel-notes';
import { listOwnAudit } from '@/lib/audit/list-audit';
import { ownAuditQuerySchema } from '@/lib/audit/schemas';
import { requireConsole } from '../../../open-console';
import { pageOf, searchOf, type SearchParams } from '../../../search-of';

const PATH = '/dashboard/audit';
const PAGE_SIZE = 50;
type AuditEntry = Awaited<ReturnType<typeof listOwnAudit>>['events'][number];

const columns: Column<AuditEntry>[] = [
  { key: 'at', header: 'When', cell: ({ timestamp }) => <Moment at={timestamp} /> },
  { key: 'type', header: 'What', cell: (event) => <CodeText>{event.event_type}</CodeText> },
  {
    key: 'ak',
    header: 'Access record',
    cell: ({ ak }) => (ak === null ? '–' : <CodeText>{ak}</CodeText>),
  },
  {
    key: 'detail',
    header: 'Detail',
    isText: true,
    cell: ({ detail }) =>
      Object.entries(detail)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', ') || '–',
  },
  { key: 'id', header: 'Event', cell: (event) => <CodeText>{event.event_id}</CodeText> },
];

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
      {page.events.length === 0 ? (
        <EmptyState heading="Nothing yet" />
      ) : (
        <DataTable
          caption="Audit"
          columns={columns}
          rows={page.events}
          rowKey={(event) => event.event_id}
        />
      )}
      <Pager path={PATH} query={search.typed} nextCursor={page['next-cursor']} />
    </>
  );
}
