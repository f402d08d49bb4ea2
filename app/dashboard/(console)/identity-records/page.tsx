import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { TextInput } from '@/components/console/fields';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import type { FlashMessage } from '@/lib/consoles/dto';
import { parse } from '@/lib/http/parse';
import { findIdentityRecords } from '@/lib/identity-records/read-identity-record';
import { findIdentityRecordsSchema } from '@/lib/identity-records/schemas';
import { requireRole, takeOwnFlashMessage } from '../../../open-console';

type Found = Awaited<ReturnType<typeof findIdentityRecords>>[number];

const columns: Column<Found>[] = [
  {
    key: 'ir',
    header: 'Identity record',
    cell: ({ ir }) => <CodeLink href={`/dashboard/identity-records/${ir}`}>{ir}</CodeLink>,
  },
  {
    key: 'mpxn',
    header: 'Meter point',
    cell: (record) => <CodeText>{record['pii-principal']?.mpxn ?? '–'}</CodeText>,
  },
  {
    key: 'moved',
    header: 'Moved in',
    cell: (record) => <Moment at={record['pii-principal']?.['move-in-date']} isDate />,
  },
  { key: 'email', header: 'E-mail', cell: (record) => (record['has-email'] ? 'stored' : 'none') },
  {
    key: 'passkeys',
    header: 'Passkeys',
    isNumber: true,
    cell: ({ credentials }) => credentials.length,
  },
  { key: 'created', header: 'Created', cell: (record) => <Moment at={record['created-at']} /> },
];

/** What was asked for by the form, which leaves no meter point or address in the page's own address. */
async function findAsked(accountId: string, flash: FlashMessage | null): Promise<Found[] | null> {
  const values = flash?.problems ? null : flash?.values;
  if (!values) return null;
  const [mpxn, email] = [values.mpxn?.[0], values.email?.[0]];
  const query = parse(findIdentityRecordsSchema, {
    ...(mpxn ? { mpxn } : {}),
    ...(email ? { email } : {}),
  });
  return findIdentityRecords(accountId, query);
}

function Results({ found }: { found: Found[] | null }) {
  if (!found) return <EmptyState heading="Look a customer up by meter point, e-mail or both" />;
  if (found.length === 0) {
    return (
      <EmptyState heading="No record matches">
        Records of other Data Users are never found here; anonymised ones neither.
      </EmptyState>
    );
  }
  return (
    <DataTable caption="Identity records" columns={columns} rows={found} rowKey={({ ir }) => ir} />
  );
}

export default async function IdentityRecordsPage() {
  const account = await requireRole('data-user', ['data_user']);
  const flash = await takeOwnFlashMessage('data-user');
  const problems = flash?.problems;
  return (
    <>
      <PageHeading title={['Identity records', 'Dashboard']} />
      <FlashNotes flash={flash} />
      <form
        method="post"
        action="/dashboard/identity-records/find"
        role="search"
        aria-label="Identity records"
        className="mb-5 grid items-end gap-4 rounded-xl border border-line bg-card p-4 md:grid-cols-[1fr_1fr_auto]"
      >
        <TextInput
          name="mpxn"
          label="Meter point (MPAN or MPRN)"
          defaultValue={flash?.values?.mpxn?.[0]}
          maxLength={40}
          autoComplete="off"
          problems={problems}
        />
        <TextInput
          name="email"
          label="E-mail address"
          defaultValue={flash?.values?.email?.[0]}
          maxLength={254}
          autoComplete="off"
          problems={problems}
        />
        <button type="submit" className="button button-quiet">
          Look up
        </button>
      </form>
      <Results found={await findAsked(account.id, flash)} />
    </>
  );
}
