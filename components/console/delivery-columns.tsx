import type { DeliveriesPage } from '@/lib/webhooks/dto';
import { CodedName } from './coded-name';
import type { Column } from './data-table';
import { DeliveryBadge } from './delivery-badge';
import { Moment } from './moment';
import { deliveryWords } from './words';

export type Delivery = DeliveriesPage['deliveries'][number];

/** What a list of deliveries says of each, after the event: what it was and what came of it. */
export const deliveryColumns: Column<Delivery>[] = [
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
    isText: true,
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
