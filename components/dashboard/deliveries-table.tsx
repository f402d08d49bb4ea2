import { CodeLink } from '@/components/console/code-link';
import { DataTable, type Column } from '@/components/console/data-table';
import { deliveryColumns, type Delivery } from '@/components/console/delivery-columns';
import { EmptyState } from '@/components/console/empty-state';
import { SelectInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Pager } from '@/components/console/pager';
import { Section } from '@/components/console/section';
import type { DeliveriesPage } from '@/lib/webhooks/dto';
import { deliveryWords, optionsWithCodes } from '@/components/console/words';

const columnsFor = (path: string): Column<Delivery>[] => [
  {
    key: 'event',
    header: 'Event',
    cell: (delivery) => (
      <CodeLink href={`${path}/deliveries/${delivery['event-id']}`}>
        {delivery['event-id']}
      </CodeLink>
    ),
  },
  ...deliveryColumns,
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
      <DataTable
        caption="Deliveries"
        columns={columnsFor(path)}
        rows={page.deliveries}
        rowKey={(delivery) => delivery['event-id']}
        empty={<EmptyState heading={isSet ? 'No delivery matches' : 'Nothing was sent yet'} />}
      />
      <Pager path={path} query={typed} nextCursor={page['next-cursor']} />
    </Section>
  );
}
