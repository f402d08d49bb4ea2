import { allStateOptions } from '@/components/admin/words';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SelectInput, TextInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { StateBadge } from '@/components/dashboard/state-badge';
import { legalBasisWords, optionsOf } from '@/components/console/words';
import { searchRecordsQuerySchema } from '@/lib/access-records/schemas';
import { findRecords } from '@/lib/admin/search-records';
import { requireConsole } from '../../../open-console';
import { pageOf, searchOf, type SearchParams } from '../../../search-of';

const PATH = '/admin/records';
const PAGE_SIZE = 50;
const filters = ['q', 'state', 'legal-basis'] as const;
type Entry = Awaited<ReturnType<typeof findRecords>>['records'][number];

const columns: Column<Entry>[] = [
  {
    key: 'ak',
    header: 'Access key',
    cell: ({ ak }) => (
      <a href={`${PATH}/${ak}`} className="text-link">
        <CodeText>{ak}</CodeText>
      </a>
    ),
  },
  { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  { key: 'mpxn', header: 'Meter point', cell: ({ mpxn }) => <CodeText>{mpxn}</CodeText> },
  {
    key: 'lead',
    header: 'Controller',
    cell: (entry) => (
      <bdi>
        {entry['lead-controller-name'] ?? entry['discovered-access']?.['organisation-name'] ?? '–'}
      </bdi>
    ),
  },
  {
    key: 'basis',
    header: 'Legal basis',
    cell: (entry) => legalBasisWords[entry['legal-basis'] ?? ''] ?? '–',
  },
  {
    key: 'registered',
    header: 'Registered',
    cell: (entry) => <Moment at={entry['created-at']} />,
  },
  {
    key: 'expiry',
    header: 'Ends',
    cell: ({ expiry }) => <Moment at={expiry} none="no end" isDate />,
  },
];

function Filters({ typed, isSet }: { typed: Record<string, string | undefined>; isSet: boolean }) {
  return (
    <FilterForm action={PATH} label="Access records" isSet={isSet}>
      <div className="min-w-0 grow basis-72">
        <TextInput
          name="q"
          label="Access key, meter point, DUID or reference"
          type="search"
          defaultValue={typed.q}
          maxLength={128}
        />
      </div>
      <SelectInput
        name="state"
        label="State"
        options={allStateOptions}
        none="Any"
        defaultValue={typed.state}
      />
      <SelectInput
        name="legal-basis"
        label="Legal basis"
        options={optionsOf(legalBasisWords)}
        none="Any"
        defaultValue={typed['legal-basis']}
      />
    </FilterForm>
  );
}

export default async function AllRecordsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const search = await searchOf(searchRecordsQuerySchema, searchParams, [...filters, 'cursor']);
  const { typed } = search;
  const { page, problems } = await pageOf(search, (query) =>
    findRecords({ ...query, limit: PAGE_SIZE }),
  );
  const isSet = filters.some((name) => typed[name] !== undefined);
  return (
    <>
      <PageHeading
        title={['Access records', 'Operator']}
        intro={`${page.total.toLocaleString('en-GB')} ${isSet ? 'match' : 'in all'}, the newest first.`}
      />
      <FlashNotes flash={{ problems }} />
      <Filters typed={typed} isSet={isSet} />
      {page.records.length === 0 ? (
        <EmptyState heading={isSet ? 'No record matches' : 'No access record yet'}>
          {isSet ? 'A search takes a whole key, meter point, DUID or reference.' : null}
        </EmptyState>
      ) : (
        <DataTable
          caption="Access records"
          columns={columns}
          rows={page.records}
          rowKey={({ ak }) => ak}
        />
      )}
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
