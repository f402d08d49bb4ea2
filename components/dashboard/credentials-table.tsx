import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { AnsweredIdentityRecord } from '@/lib/identity-records/dto';

type Credential = AnsweredIdentityRecord['credentials'][number];

const columnsFor = (ir: string): Column<Credential>[] => [
  {
    key: 'id',
    header: 'Passkey',
    cell: (credential) => <CodeText>{credential['credential-id']}</CodeText>,
  },
  {
    key: 'registered',
    header: 'Enrolled',
    cell: (credential) => <Moment at={credential['registered-at']} />,
  },
  {
    key: 'used',
    header: 'Last used',
    cell: (credential) => <Moment at={credential['last-used-at']} none="never" />,
  },
  {
    key: 'backed',
    header: 'Synced',
    cell: (credential) => (credential['backed-up'] ? 'yes' : 'no'),
  },
  {
    key: 'remove',
    header: 'Change',
    cell: (credential) => (
      <a
        href={`/dashboard/identity-records/${ir}/credentials/${credential['credential-id']}/remove`}
        className="text-link"
      >
        Remove…<span className="sr-only"> {credential['credential-id']}</span>
      </a>
    ),
  },
];

/** The passkeys by which a person proves themselves. */
export function CredentialsTable({ record }: { record: AnsweredIdentityRecord }) {
  const { ir, credentials } = record;
  return (
    <DataTable
      caption="Passkeys"
      columns={columnsFor(ir)}
      rows={credentials}
      rowKey={(credential) => credential['credential-id']}
      empty={<EmptyState heading="No passkey" />}
    />
  );
}
