import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { RecordFacts } from '@/components/dashboard/record-facts';
import { StateBadge } from '@/components/dashboard/state-badge';
import { causeWords } from '@/components/console/words';
import { readOwnRecord, type RecordChange } from '@/lib/access-records/read-own-record';
import { requireRole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';

const columnsFor = (accountId: string): Column<RecordChange>[] => [
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
  { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  { key: 'cause', header: 'Why', cell: ({ cause }) => causeWords[cause] ?? cause },
  {
    key: 'by',
    header: 'By',
    cell: ({ by, cause }) => {
      if (by === accountId) return cause === 'expired' ? 'the register' : 'your account';
      return by === null ? 'the customer' : 'another account';
    },
  },
];

export default async function RecordPage({ params }: { params: Promise<{ ak: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { ak } = await params;
  const found = await orNull(readOwnRecord(account.id, ak));
  if (!found) notFound();
  const isActive = found.record['access-event'].state === 'ACTIVE';
  return (
    <>
      <PageHeading
        title={[`Access record ${ak}`, 'Dashboard']}
        heading={
          <>
            Access record <CodeText>{ak}</CodeText>
          </>
        }
        up={{ href: '/dashboard/records', label: 'Access records' }}
        actions={
          isActive ? (
            <a href={`/dashboard/records/${ak}/revoke`} className="button button-quiet">
              Revoke…
            </a>
          ) : null
        }
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      <Section id="facts" heading="The record">
        <RecordFacts {...found} />
      </Section>
      <Section id="history" heading="History" intro="Every change of this record is kept.">
        <DataTable
          caption="History"
          columns={columnsFor(account.id)}
          rows={found.changes}
          rowKey={({ at, state, cause }) => `${at} ${state} ${cause}`}
        />
      </Section>
    </>
  );
}
