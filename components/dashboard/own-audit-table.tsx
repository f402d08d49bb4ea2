import { auditClosing, auditOpening } from '@/components/console/audit-columns';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import type { AuditEntry } from '@/lib/audit/dto';

const columns: Column<AuditEntry>[] = [
  ...auditOpening,
  {
    key: 'ak',
    header: 'Access record',
    cell: ({ ak }) => (!ak ? '–' : <CodeText>{ak}</CodeText>),
  },
  ...auditClosing,
];

interface OwnAuditTableProps {
  events: AuditEntry[];
  /** What stands where there are none. */
  none?: string;
}

/** What an account did, the newest first. */
export function OwnAuditTable({ events, none = 'Nothing yet' }: OwnAuditTableProps) {
  return (
    <DataTable
      caption="Audit"
      columns={columns}
      rows={events}
      rowKey={(event) => event.event_id}
      empty={<EmptyState heading={none} />}
    />
  );
}
