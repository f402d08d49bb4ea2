import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { SessionsSection } from '@/components/console/sessions-section';
import { adminPasskeys } from '@/lib/consoles/enrol-admin-passkey';
import type { ConsolePasskey } from '@/lib/db/generated/client';
import { requireConsole, takeOwnFlashMessage } from '../../../open-console';

const columns: Column<ConsolePasskey>[] = [
  { key: 'id', header: 'Passkey', cell: ({ id }) => <CodeText>{id}</CodeText> },
  {
    key: 'registered',
    header: 'Set up',
    cell: ({ registeredAt }) => <Moment at={registeredAt.toISOString()} />,
  },
  {
    key: 'used',
    header: 'Last used',
    cell: ({ lastUsedAt }) => <Moment at={lastUsedAt?.toISOString() ?? null} none="never" />,
  },
  { key: 'synced', header: 'Synced', cell: ({ backedUp }) => (backedUp ? 'yes' : 'no') },
];

export default async function AdminPasskeysPage() {
  const { account } = await requireConsole('admin');
  const passkeys = await adminPasskeys(account.id);
  return (
    <>
      <PageHeading
        title={['My passkeys', 'Operator']}
        intro="By which this account signs in, beside its secret key."
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <DataTable caption="My passkeys" columns={columns} rows={passkeys} rowKey={({ id }) => id} />
      <Section
        id="add"
        heading="Another device"
        intro="With a second passkey a lost device locks nobody out. All of them are reset where the register runs: npm run account -- reset-passkeys."
      >
        <a href="/admin/passkeys/add" className="button button-quiet">
          Set up another passkey…
        </a>
      </Section>
      <SessionsSection root="/admin" />
    </>
  );
}
