import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { deliveryColumns, type Delivery } from '@/components/console/delivery-columns';
import { EmptyState } from '@/components/console/empty-state';

const columns: Column<Delivery>[] = [
  {
    key: 'event',
    header: 'Event',
    cell: (delivery) => <CodeText>{delivery['event-id']}</CodeText>,
  },
  ...deliveryColumns,
];

/** What was sent to a subscription, without what it said. */
export function TriesTable({ deliveries }: { deliveries: Delivery[] }) {
  return (
    <DataTable
      caption="Deliveries"
      columns={columns}
      rows={deliveries}
      rowKey={(delivery) => delivery['event-id']}
      empty={<EmptyState heading="Nothing was sent yet" />}
    />
  );
}
