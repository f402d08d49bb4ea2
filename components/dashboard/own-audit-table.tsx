import { auditWordsOf } from '@/components/console/audit-words';
import { CodeText } from '@/components/console/code-text';
import { CodedName } from '@/components/console/coded-name';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { AuditEntry } from '@/lib/audit/dto';

const columns: Column<AuditEntry>[] = [
  { key: 'at', header: 'When', cell: ({ timestamp }) => <Moment at={timestamp} /> },
  {
    key: 'type',
    header: 'What',
    cell: ({ event_type: type }) => <CodedName words={auditWordsOf(type)} code={type} />,
  },
  {
    key: 'ak',
    header: 'Access record',
    cell: ({ ak }) => (!ak ? '–' : <CodeText>{ak}</CodeText>),
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

interface OwnAuditTableProps {
  events: AuditEntry[];
  /** What stands where there are none. */
  none?: string;
}

/** What an account did, the newest first. */
export function OwnAuditTable({ events, none = 'Nothing yet' }: OwnAuditTableProps) {
  if (events.length === 0) return <EmptyState heading={none} />;
  return (
    <DataTable caption="Audit" columns={columns} rows={events} rowKey={(event) => event.event_id} />
  );
}
