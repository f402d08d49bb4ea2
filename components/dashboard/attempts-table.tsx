import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { DeliveriesPage } from '@/lib/webhooks/dto';

type Attempt = DeliveriesPage['deliveries'][number]['attempts'][number];

const columns: Column<Attempt>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
  {
    key: 'status',
    header: 'Answer',
    isNumber: true,
    cell: (attempt) => attempt['status-code'] ?? 'none',
  },
  {
    key: 'duration',
    header: 'Took',
    isNumber: true,
    cell: (attempt) => `${attempt['duration-ms'].toLocaleString('en-GB')} ms`,
  },
  { key: 'error', header: 'Judged', isText: true, cell: ({ error }) => error ?? 'delivered' },
];

/** Every try of a delivery and what its receiver answered. */
export function AttemptsTable({ attempts }: { attempts: Attempt[] }) {
  if (attempts.length === 0) return <EmptyState heading="It was not tried yet" />;
  return <DataTable caption="Tries" columns={columns} rows={attempts} rowKey={({ at }) => at} />;
}
