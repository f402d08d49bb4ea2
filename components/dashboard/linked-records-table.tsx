import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { AnsweredRecord } from '@/lib/access-records/dto';
import { StateBadge } from './state-badge';

const keyOf = (record: AnsweredRecord) => record['record-metadata']['record-identifier'];

const columns: Column<AnsweredRecord>[] = [
  {
    key: 'ak',
    header: 'Access key',
    cell: (record) => (
      <a href={`/dashboard/records/${keyOf(record)}`} className="text-link">
        <CodeText>{keyOf(record)}</CodeText>
      </a>
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
  if (records.length === 0) return <EmptyState heading="No access record of yours is linked" />;
  return (
    <DataTable caption="Linked access records" columns={columns} rows={records} rowKey={keyOf} />
  );
}
