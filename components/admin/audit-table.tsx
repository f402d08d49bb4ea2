import { auditWordsOf } from '@/components/console/audit-words';
import { CodeText } from '@/components/console/code-text';
import { CodedName } from '@/components/console/coded-name';
import { DataTable, type Column } from '@/components/console/data-table';
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
    key: 'account',
    header: 'By',
    cell: ({ account_id: id }) =>
      id === undefined ? (
        <span className="whitespace-nowrap text-soft">the register or a customer</span>
      ) : (
        <a href={`/admin/accounts/${id}`} className="whitespace-nowrap text-link">
          {id}
        </a>
      ),
  },
  {
    key: 'ak',
    header: 'Access record',
    cell: ({ ak }) =>
      !ak ? (
        '–'
      ) : (
        <a href={`/admin/records/${ak}`} className="text-link">
          <CodeText>{ak}</CodeText>
        </a>
      ),
  },
  {
    key: 'detail',
    header: 'Detail',
    cell: ({ detail }) =>
      Object.entries(detail)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', ') || '–',
  },
  { key: 'id', header: 'Event', cell: (event) => <CodeText>{event.event_id}</CodeText> },
];

/** Events of the audit. */
export function AuditTable({ events }: { events: AuditEntry[] }) {
  return (
    <DataTable caption="Audit" columns={columns} rows={events} rowKey={(event) => event.event_id} />
  );
}
