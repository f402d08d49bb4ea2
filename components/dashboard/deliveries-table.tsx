import { CodeText } from '@/components/console/code-text';
import { CodedName } from '@/components/console/coded-name';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SelectInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { Pager } from '@/components/console/pager';
import { Section } from '@/components/console/section';
import type { DeliveriesPage } from '@/lib/webhooks/dto';
import { DeliveryBadge } from './delivery-badge';
import { deliveryWords, optionsWithCodes } from '@/components/console/words';

type Delivery = DeliveriesPage['deliveries'][number];

const columnsFor = (path: string): Column<Delivery>[] => [
  {
    key: 'event',
    header: 'Event',
    cell: (delivery) => (
      <a href={`${path}/deliveries/${delivery['event-id']}`} className="text-link">
        <CodeText>{delivery['event-id']}</CodeText>
      </a>
    ),
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

const options = [
  { value: 'pending', label: 'Pending' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'undelivered', label: 'Undelivered' },
];

interface DeliveriesTableProps {
  path: string;
  typed: Record<string, string | undefined>;
  page: DeliveriesPage;
}

/** What was sent to a subscription, or is to be. */
export function DeliveriesTable({ path, typed, page }: DeliveriesTableProps) {
  const isSet = typed.status !== undefined || typed['event-type'] !== undefined;
  return (
    <Section id="deliveries" heading="Deliveries" intro="The newest first; kept for 90 days.">
      <FilterForm action={path} label="Deliveries" isSet={isSet}>
        <SelectInput
          name="event-type"
          label="Event"
          options={optionsWithCodes(deliveryWords)}
          none="Any"
          defaultValue={typed['event-type']}
        />
        <SelectInput
          name="status"
          label="Status"
          options={options}
          none="Any"
          defaultValue={typed.status}
        />
      </FilterForm>
      {page.deliveries.length === 0 ? (
        <EmptyState heading={isSet ? 'No delivery matches' : 'Nothing was sent yet'} />
      ) : (
        <DataTable
          caption="Deliveries"
          columns={columnsFor(path)}
          rows={page.deliveries}
          rowKey={(delivery) => delivery['event-id']}
        />
      )}
      <Pager path={path} query={typed} nextCursor={page['next-cursor']} />
    </Section>
  );
}
