import { notFound } from 'next/navigation';
import { AnyRecordFacts } from '@/components/admin/any-record-facts';
import { SeenFacts } from '@/components/admin/seen-facts';
import { causeWordsOfDcc } from '@/components/admin/words';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { StateBadge } from '@/components/dashboard/state-badge';
import { causeWords } from '@/components/console/words';
import type { AdminRecord } from '@/lib/admin/dto';
import { readAnyRecord } from '@/lib/admin/read-record';
import { requireConsole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';

const words = { ...causeWords, ...causeWordsOfDcc };

const columns: Column<AdminRecord['changes'][number]>[] = [
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
  { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  { key: 'cause', header: 'Why', cell: ({ cause }) => words[cause] ?? cause },
  {
    key: 'by',
    header: 'By',
    cell: ({ by, state }) => {
      if (state === 'EXPIRED') return 'the register';
      return by === null ? 'the customer' : <bdi>{by}</bdi>;
    },
  },
];

export default async function AnyRecordPage({ params }: { params: Promise<{ ak: string }> }) {
  await requireConsole('admin');
  const { ak } = await params;
  const found = await orNull(readAnyRecord(ak));
  if (!found) notFound();
  const isActive = found.record['access-event'].state === 'ACTIVE';
  return (
    <>
      <PageHeading
        title={[`Access record ${ak}`, 'Operator']}
        heading={
          <>
            Access record <CodeText>{ak}</CodeText>
          </>
        }
        up={{ href: '/admin/records', label: 'Access records' }}
        actions={
          <>
            <a href={`/admin/audit?ak=${ak}`} className="button button-quiet">
              Its audit
            </a>
            {isActive ? (
              <a href={`/admin/records/${ak}/revoke`} className="button button-quiet">
                Revoke…
              </a>
            ) : null}
          </>
        }
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      {found.discovered ? (
        <Section id="seen" heading="Seen by the DCC">
          <SeenFacts seen={found.discovered} />
        </Section>
      ) : null}
      <Section id="facts" heading="The record">
        <AnyRecordFacts found={found} />
      </Section>
      <Section id="history" heading="History" intro="Every change of this record is kept.">
        <DataTable
          caption="History"
          columns={columns}
          rows={found.changes}
          rowKey={({ id }) => id}
        />
      </Section>
    </>
  );
}
