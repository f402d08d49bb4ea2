import { CodeLink } from '@/components/console/code-link';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { AnsweredRecord } from '@/lib/access-records/dto';
import { StateBadge } from '@/components/access-records/state-badge';

const keyOf = (record: AnsweredRecord) => record['record-metadata']['record-identifier'];

const columns: Column<AnsweredRecord>[] = [
  {
    key: 'ak',
    header: 'Access key',
    cell: (record) => (
      <CodeLink href={`/dashboard/records/${keyOf(record)}`}>{keyOf(record)}</CodeLink>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: (record) => <StateBadge state={record['access-event'].state} />,
  },
  { key: 'purpose', header: 'Purpose', isText: true, cell: ({ processing }) => processing.purpose },
  {
    key: 'ends',
    header: 'Ends',
    cell: (record) => <Moment at={record['access-event'].expiry} none="no end" isDate />,
  },
];

/** Own access records that an Identity Record is linked to. */
export function LinkedRecordsTable({ records }: { records: AnsweredRecord[] }) {
  return (
    <DataTable
      caption="Linked access records"
      columns={columns}
      rows={records}
      rowKey={keyOf}
      empty={<EmptyState heading="No access record of yours is linked" />}
    />
  );
}
