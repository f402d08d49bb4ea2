import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { TextInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import type { ListedTenancyChange } from '@/lib/admin/dto';
import { listTenancyChanges } from '@/lib/admin/list-tenancy-changes';
import { listTenancySchema } from '@/lib/admin/schemas';
import { requireConsole } from '../../../open-console';
import { pageOf, searchOf, type SearchParams } from '../../../search-of';

const PATH = '/admin/tenancy';
const PAGE_SIZE = 50;

const columns: Column<ListedTenancyChange>[] = [
  { key: 'mpxn', header: 'Meter point', cell: ({ mpxn }) => <CodeText>{mpxn}</CodeText> },
  {
    key: 'date',
    header: 'In effect from',
    cell: ({ effectiveDate }) => <Moment at={effectiveDate} isDate />,
  },
  { key: 'reference', header: 'Report', cell: ({ sourceReference }) => sourceReference },
  {
    key: 'affected',
    header: 'Active records then',
    isNumber: true,
    cell: ({ activeRecordsAffected }) => activeRecordsAffected,
  },
  {
    key: 'told',
    header: 'Told',
    cell: ({ dataUsersNotified }) =>
      dataUsersNotified.length === 0 ? (
        '–'
      ) : (
        <ul>
          {dataUsersNotified.map((duid) => (
            <li key={duid}>
              <a href={`/admin/accounts?q=${duid}`} className="text-link">
                <CodeText>{duid}</CodeText>
              </a>
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'received', header: 'Received', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
];

export default async function TenancyPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const search = await searchOf(listTenancySchema, searchParams, ['mpxn', 'cursor']);
  const { typed } = search;
  const { page, problems } = await pageOf(search, (query) =>
    listTenancyChanges({ ...query, limit: PAGE_SIZE }),
  );
  const isSet = typed.mpxn !== undefined;
  return (
    <>
      <PageHeading
        title={['Tenancy changes', 'Operator']}
        intro="As the DCC reported them, the last received first. None revokes a record."
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Tenancy changes" isSet={isSet}>
        <div className="min-w-0 grow basis-72">
          <TextInput
            name="mpxn"
            label="Meter point"
            type="search"
            defaultValue={typed.mpxn}
            maxLength={64}
          />
        </div>
      </FilterForm>
      {page.items.length === 0 ? (
        <EmptyState heading={isSet ? 'None at this meter point' : 'None was reported yet'} />
      ) : (
        <DataTable
          caption="Tenancy changes"
          columns={columns}
          rows={page.items}
          rowKey={(row) => `${row.mpxn} ${row.effectiveDate} ${row.sourceReference}`}
        />
      )}
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
