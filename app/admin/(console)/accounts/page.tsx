import { AccountBadge } from '@/components/admin/account-badge';
import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SearchInput, SelectInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { optionsOf, roleWords } from '@/components/console/words';
import { toAdminAccount } from '@/lib/accounts/dto';
import { listAccounts } from '@/lib/accounts/list-accounts';
import { listAccountsSchema } from '@/lib/accounts/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/accounts';

const columns: Column<ReturnType<typeof toAdminAccount>>[] = [
  {
    key: 'id',
    header: 'Account',
    cell: (account) => (
      <CodeLink href={`${PATH}/${account['account-id']}`}>{account['account-id']}</CodeLink>
    ),
  },
  { key: 'name', header: 'Name', cell: (account) => <bdi>{account['display-name']}</bdi> },
  { key: 'role', header: 'Role', cell: ({ role }) => roleWords[role] ?? role },
  { key: 'status', header: 'Status', cell: ({ status }) => <AccountBadge status={status} /> },
  { key: 'duid', header: 'DUID', cell: ({ duid }) => <CodeText>{duid}</CodeText> },
  {
    key: 'registered',
    header: 'Registered',
    cell: (account) => <Moment at={account['registered-at']} />,
  },
];

export default async function AccountsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed, isSet } = await readList({
    schema: listAccountsSchema,
    searchParams,
    filters: ['q', 'role'],
    read: listAccounts,
  });
  return (
    <>
      <PageHeading
        title={['Accounts', 'Operator']}
        intro={`Organisations and operators: ${page.total.toLocaleString('en-GB')} ${isSet ? 'match' : 'in all'}, by account id.`}
        actions={
          <a href="/admin/new-account" className="button button-main">
            Create an account…
          </a>
        }
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Accounts" isSet={isSet}>
        <SearchInput
          name="q"
          label="Start of an account id, a DUID, or a part of a name"
          defaultValue={typed.q}
          maxLength={255}
        />
        <SelectInput
          name="role"
          label="Role"
          options={optionsOf(roleWords)}
          none="Any"
          defaultValue={typed.role}
        />
      </FilterForm>
      <DataTable
        caption="Accounts"
        columns={columns}
        rows={page.accounts.map(toAdminAccount)}
        rowKey={(account) => account['account-id']}
        empty={<EmptyState heading="No account matches" />}
      />
      <Pager path={PATH} query={typed} nextCursor={page.nextCursor} />
    </>
  );
}
