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
import { legalBasisWords, optionsOf, stateOptions } from '@/components/console/words';
import { searchOwnRecordsQuerySchema } from '@/lib/access-records/schemas';
import { searchOwnRecords } from '@/lib/access-records/search-own-records';
import { requireRole } from '../../../open-console';
import { pageOf, searchOf, type SearchParams } from '../../../search-of';

const PATH = '/dashboard/records';
const PAGE_SIZE = 50;
type Entry = Awaited<ReturnType<typeof searchOwnRecords>>['records'][number];

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
    key: 'registered',
    header: 'Registered',
    cell: (entry) => <Moment at={entry['created-at']} />,
  },
  {
    key: 'expiry',
    header: 'Ends',
    cell: ({ expiry }) => <Moment at={expiry} none="no end" isDate />,
  },
  {
    key: 'lead',
    header: 'Controller',
    cell: (entry) => <bdi>{entry['lead-controller-name'] ?? '–'}</bdi>,
  },
  {
    key: 'basis',
    header: 'Legal basis',
    cell: (entry) => legalBasisWords[entry['legal-basis'] ?? ''] ?? '–',
  },
  { key: 'purpose', header: 'Purpose', isText: true, cell: ({ purpose }) => purpose },
];

export default async function RecordsPage({ searchParams }: { searchParams: SearchParams }) {
  const account = await requireRole('data-user', ['data_user']);
  const search = await searchOf(searchOwnRecordsQuerySchema, searchParams, [
    'q',
    'state',
    'legal-basis',
    'cursor',
  ]);
  const { typed } = search;
  const { page, problems } = await pageOf(search, (query) =>
    searchOwnRecords(account.id, { ...query, limit: PAGE_SIZE }),
  );
  const isSet = [typed.q, typed.state, typed['legal-basis']].some((value) => value !== undefined);
  return (
    <>
      <PageHeading
        title={['Access records', 'Dashboard']}
        intro={`${page.total.toLocaleString('en-GB')} ${isSet ? 'match' : 'in all'}, the newest first.`}
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Access records" isSet={isSet}>
        <div className="min-w-0 grow basis-72">
          <TextInput
            name="q"
            label="Access key, meter point or your reference"
            type="search"
            defaultValue={typed.q}
            maxLength={500}
          />
        </div>
        <SelectInput
          name="state"
          label="State"
          options={stateOptions}
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
      {page.records.length === 0 ? (
        <EmptyState heading={isSet ? 'No record matches' : 'No access record yet'}>
          {isSet
            ? 'A search takes a whole access key, a whole meter point or a whole reference.'
            : 'Your software registers them by the API.'}
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
