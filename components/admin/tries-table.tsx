import { CodeText } from '@/components/console/code-text';
import { CodedName } from '@/components/console/coded-name';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import { DeliveryBadge } from '@/components/dashboard/delivery-badge';
import { deliveryWords } from '@/components/console/words';
import type { DeliveriesPage } from '@/lib/webhooks/dto';

type Delivery = DeliveriesPage['deliveries'][number];

const columns: Column<Delivery>[] = [
  {
    key: 'event',
    header: 'Event',
    cell: (delivery) => <CodeText>{delivery['event-id']}</CodeText>,
  },
  {
    key: 'type',
    header: 'Type',
    cell: ({ 'event-type': type }) => <CodedName words={deliveryWords[type]} code={type} />,
  },
  { key: 'status', header: 'Status', cell: ({ status }) => <DeliveryBadge status={status} /> },
  { key: 'tries', header: 'Tries', isNumber: true, cell: ({ attempts }) => attempts.length },
  {
    key: 'last',
    header: 'Last answer',
    cell: ({ attempts }) => {
      const last = attempts.at(-1);
      return last ? (last.error ?? `answered ${last['status-code'] ?? ''}`) : 'none yet';
    },
  },
  { key: 'created', header: 'Created', cell: (delivery) => <Moment at={delivery['created-at']} /> },
  {
    key: 'next',
    header: 'Next try',
    cell: (delivery) => <Moment at={delivery['next-attempt-at']} />,
  },
];

/** What was sent to a subscription, without what it said. */
export function TriesTable({ deliveries }: { deliveries: Delivery[] }) {
  if (deliveries.length === 0) return <EmptyState heading="Nothing was sent yet" />;
  return (
    <DataTable
      caption="Deliveries"
      columns={columns}
      rows={deliveries}
      rowKey={(delivery) => delivery['event-id']}
    />
  );
}
