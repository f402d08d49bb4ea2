import { auditClosing, auditOpening } from '@/components/console/audit-columns';
import { CodeLink } from '@/components/console/code-link';
import { DataTable, type Column } from '@/components/console/data-table';
import type { AuditEntry } from '@/lib/audit/dto';

const columns: Column<AuditEntry>[] = [
  ...auditOpening,
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
    cell: ({ ak }) => (!ak ? '–' : <CodeLink href={`/admin/records/${ak}`}>{ak}</CodeLink>),
  },
  ...auditClosing,
];

/** Events of the audit. */
export function AuditTable({ events }: { events: AuditEntry[] }) {
  return (
    <DataTable caption="Audit" columns={columns} rows={events} rowKey={(event) => event.event_id} />
  );
}
