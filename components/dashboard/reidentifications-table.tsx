import { CodeLink } from '@/components/console/code-link';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { ListedReidentification } from '@/lib/reidentification/dto';
import { StatusBadge } from './status-badge';
import { methodWords } from '@/components/console/words';

const columnsFor = (ir: string): Column<ListedReidentification>[] => [
  {
    key: 'ref',
    header: 'Token-ref',
    cell: (row) => (
      <CodeLink href={`/dashboard/identity-records/${ir}/re-identifications/${row['token-ref']}`}>
        {row['token-ref']}
      </CodeLink>
    ),
  },
  { key: 'method', header: 'Started as', cell: ({ method }) => methodWords[method] ?? method },
  { key: 'status', header: 'Status', cell: (row) => <StatusBadge {...row} /> },
  { key: 'started', header: 'Started', cell: (row) => <Moment at={row['created-at']} /> },
  { key: 'confirmed', header: 'Confirmed', cell: (row) => <Moment at={row['confirmed-at']} /> },
];

interface ReidentificationsTableProps {
  ir: string;
  rows: ListedReidentification[];
}

/** What was started on one Identity Record. */
export function ReidentificationsTable({ ir, rows }: ReidentificationsTableProps) {
  return (
    <DataTable
      caption="Re-identifications"
      columns={columnsFor(ir)}
      rows={rows}
      rowKey={(row) => row['token-ref']}
      empty={<EmptyState heading="None was started" />}
    />
  );
}
