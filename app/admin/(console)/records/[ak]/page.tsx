import { notFound } from 'next/navigation';
import { RecordFacts } from '@/components/access-records/record-facts';
import { RecordHistory } from '@/components/access-records/record-history';
import { HeldFact } from '@/components/admin/held-fact';
import { HoldLink } from '@/components/admin/hold-link';
import { SeenFacts } from '@/components/admin/seen-facts';
import { CodeText } from '@/components/console/code-text';
import { Fact } from '@/components/console/facts';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import type { AdminRecord } from '@/lib/admin/dto';
import { readAnyRecord } from '@/lib/admin/read-record';
import { requireConsole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';

type Change = AdminRecord['changes'][number];

function byWords({ by, state }: Pick<Change, 'by' | 'state'>) {
  if (state === 'EXPIRED') return 'the register';
  return by === null ? 'the customer' : <bdi>{by}</bdi>;
}

export default async function AnyRecordPage({ params }: { params: Promise<{ ak: string }> }) {
  await requireConsole('admin');
  const { ak } = await params;
  const found = await orNull(readAnyRecord(ak));
  if (!found) notFound();
  const { owner } = found;
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
            <HoldLink ak={ak} found={found} />
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
        <RecordFacts
          found={found}
          by={
            <>
              <HeldFact held={found.held} />
              <Fact name={found.discovered ? 'Reported by' : 'Registered by'}>
                <a href={`/admin/accounts/${owner.id}`} className="text-link">
                  <bdi>{owner.displayName}</bdi>
                </a>
              </Fact>
            </>
          }
          referenceName="Controller’s reference"
          identityRecordPath="/admin/identity-records?ir="
          isDiscovered={found.discovered !== null}
        />
      </Section>
      <RecordHistory changes={found.changes} byWords={byWords} />
    </>
  );
}
