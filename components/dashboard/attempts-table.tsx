import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { DeliveryTry } from '@/lib/webhooks/dto';

const columns: Column<DeliveryTry>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at.toISOString()} /> },
  {
    key: 'status',
    header: 'Status',
    isNumber: true,
    cell: ({ statusCode }) => statusCode ?? 'none',
  },
  {
    key: 'duration',
    header: 'Took',
    isNumber: true,
    cell: ({ durationMs }) => `${durationMs.toLocaleString('en-GB')} ms`,
  },
  { key: 'error', header: 'Judged', isText: true, cell: ({ error }) => error ?? 'delivered' },
  {
    key: 'answer',
    header: 'Answer',
    isText: true,
    cell: ({ answer }) =>
      answer ? <span className="font-mono wrap-anywhere whitespace-pre-wrap">{answer}</span> : '–',
  },
];

/** Every try of a delivery and what its receiver answered. */
export function AttemptsTable({ tries }: { tries: DeliveryTry[] }) {
  return (
    <DataTable
      caption="Tries"
      columns={columns}
      rows={tries}
      rowKey={({ id }) => String(id)}
      empty={<EmptyState heading="It was not tried yet" />}
    />
  );
}
