import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SearchInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import type { ListedTenancyChange } from '@/lib/admin/dto';
import { listTenancyChanges } from '@/lib/admin/list-tenancy-changes';
import { listTenancySchema } from '@/lib/admin/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/tenancy';

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
              <CodeLink href={`/admin/accounts?q=${duid}`}>{duid}</CodeLink>
            </li>
          ))}
        </ul>
      ),
  },
  { key: 'received', header: 'Received', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
  {
    key: 'withdrawn',
    header: 'Taken back',
    cell: ({ withdrawnAt }) => (withdrawnAt === null ? '–' : <Moment at={withdrawnAt} />),
  },
];

export default async function TenancyPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed, isSet } = await readList({
    schema: listTenancySchema,
    searchParams,
    filters: ['mpxn'],
    read: listTenancyChanges,
  });
  return (
    <>
      <PageHeading
        title={['Tenancy changes', 'Operator']}
        intro="As the DCC reported them, the last received first. None revokes a record. One that the DCC took back counts as never in effect."
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Tenancy changes" isSet={isSet}>
        <SearchInput name="mpxn" label="Meter point" defaultValue={typed.mpxn} maxLength={64} />
      </FilterForm>
      <DataTable
        caption="Tenancy changes"
        columns={columns}
        rows={page.items}
        rowKey={(row) => `${row.mpxn} ${row.effectiveDate} ${row.sourceReference}`}
        empty={
          <EmptyState heading={isSet ? 'None at this meter point' : 'None was reported yet'} />
        }
      />
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
