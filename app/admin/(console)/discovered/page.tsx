import { CodeText } from '@/components/console/code-text';
import { Badge } from '@/components/console/badge';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SelectInput, TextInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import type { SeenListItem } from '@/lib/admin/dto';
import { listDiscovered } from '@/lib/admin/list-discovered';
import { listDiscoveredSchema } from '@/lib/admin/schemas';
import { requireConsole } from '../../../open-console';
import { pageOf, searchOf, type SearchParams } from '../../../search-of';

const PATH = '/admin/discovered';
const PAGE_SIZE = 50;

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
  { key: 'mpxn', header: 'Meter point', cell: ({ mpxn }) => <CodeText>{mpxn}</CodeText> },
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
  const search = await searchOf(listDiscoveredSchema, searchParams, ['q', 'only', 'cursor']);
  const { typed } = search;
  const { page, problems } = await pageOf(search, (query) =>
    listDiscovered({ ...query, limit: PAGE_SIZE }),
  );
  const isSet = typed.q !== undefined || typed.only !== undefined;
  return (
    <>
      <PageHeading
        title={['Discovered organisations', 'Operator']}
        intro="Who was seen by the DCC to read a meter without a record here; the newest report first."
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Discovered organisations" isSet={isSet}>
        <div className="min-w-0 grow basis-72">
          <TextInput
            name="q"
            label="The organisation’s reference or a meter point"
            type="search"
            defaultValue={typed.q}
            maxLength={255}
          />
        </div>
        <SelectInput
          name="only"
          label="Which"
          options={only}
          none="All"
          defaultValue={typed.only}
        />
      </FilterForm>
      {page.items.length === 0 ? (
        <EmptyState heading={isSet ? 'Nothing matches' : 'Nobody was seen yet'} />
      ) : (
        <DataTable
          caption="Discovered organisations"
          columns={columns}
          rows={page.items}
          rowKey={({ ak }) => ak}
        />
      )}
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
