import { MeterPoint } from '@/components/access-records/meter-point';
import { CodeText } from '@/components/console/code-text';
import { Badge } from '@/components/console/badge';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SearchInput, SelectInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import type { SeenListItem } from '@/lib/admin/dto';
import { listDiscovered } from '@/lib/admin/list-discovered';
import { listDiscoveredSchema } from '@/lib/admin/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/discovered';

const columns: Column<SeenListItem>[] = [
  {
    key: 'organisation',
    header: 'Organisation',
    cell: ({ ak, organisationName }) => (
      <a href={`/admin/records/${ak}`} className="text-link">
        <bdi>{organisationName}</bdi>
      </a>
    ),
  },
  {
    key: 'reference',
    header: 'Its reference',
    cell: ({ organisationReference }) => <CodeText>{organisationReference}</CodeText>,
  },
  { key: 'mpxn', header: 'Meter point', cell: ({ mpxn }) => <MeterPoint mpxn={mpxn} /> },
  { key: 'first', header: 'First seen', cell: ({ firstSeen }) => <Moment at={firstSeen} isDate /> },
  { key: 'last', header: 'Last seen', cell: ({ lastSeen }) => <Moment at={lastSeen} isDate /> },
  {
    key: 'registered',
    header: 'Registered since',
    cell: ({ supersededBy }) =>
      supersededBy ? <Badge tone="good">Yes</Badge> : <Badge tone="wait">No</Badge>,
  },
  { key: 'reported', header: 'Reported', cell: ({ reportedAt }) => <Moment at={reportedAt} /> },
];

const only = [
  { value: 'open', label: 'Not registered since' },
  { value: 'registered', label: 'Registered since' },
];

export default async function DiscoveredPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed, isSet } = await readList({
    schema: listDiscoveredSchema,
    searchParams,
    filters: ['q', 'only'],
    read: listDiscovered,
  });
  return (
    <>
      <PageHeading
        title={['Discovered organisations', 'Operator']}
        intro="Who was seen by the DCC to read a meter without a record here; the newest report first."
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Discovered organisations" isSet={isSet}>
        <SearchInput
          name="q"
          label="The organisation’s reference or a meter point"
          defaultValue={typed.q}
          maxLength={255}
        />
        <SelectInput
          name="only"
          label="Which"
          options={only}
          none="All"
          defaultValue={typed.only}
        />
      </FilterForm>
      <DataTable
        caption="Discovered organisations"
        columns={columns}
        rows={page.items}
        rowKey={({ ak }) => ak}
        empty={<EmptyState heading={isSet ? 'Nothing matches' : 'Nobody was seen yet'} />}
      />
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
