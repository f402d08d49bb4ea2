import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { CredentialsTable } from '@/components/dashboard/credentials-table';
import { IdentityFacts } from '@/components/dashboard/identity-facts';
import { LinkedRecordsTable } from '@/components/dashboard/linked-records-table';
import { ReidentificationsTable } from '@/components/dashboard/reidentifications-table';
import { StartForm } from '@/components/dashboard/start-form';
import { listLinkedRecords } from '@/lib/access-records/read-own-record';
import { findVoid } from '@/lib/identity-records/find-void';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';
import { listReidentifications } from '@/lib/reidentification/list-reidentifications';
import { requireRole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';

export default async function IdentityRecordPage({ params }: { params: Promise<{ ir: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { ir } = await params;
  const record = await orNull(readIdentityRecord(account.id, ir));
  if (!record) notFound();
  const flash = await takeOwnFlashMessage('data-user');
  const isOpen = record['anonymised-at'] === null;
  const voided = await findVoid(account.id, ir);
  return (
    <>
      <PageHeading
        title={[`Identity record ${ir}`, 'Dashboard']}
        heading={
          <>
            Identity record <CodeText>{ir}</CodeText>
          </>
        }
        up={{ href: '/dashboard/identity-records', label: 'Identity records' }}
        actions={
          isOpen ? (
            <a href={`/dashboard/identity-records/${ir}/anonymise`} className="button button-quiet">
              Anonymise…
            </a>
          ) : null
        }
      />
      <FlashNotes flash={flash} />
      <Section id="person" heading="The person">
        <IdentityFacts record={record} voided={voided} />
      </Section>
      <Section
        id="reidentify"
        heading="Re-identification"
        intro="Is the person here now the person of this record?"
      >
        {isOpen && !voided ? (
          <StartForm ir={ir} redirectUrls={account.redirectUrls} flash={flash} />
        ) : null}
        <ReidentificationsTable ir={ir} rows={await listReidentifications(account.id, ir)} />
      </Section>
      <Section id="passkeys" heading="Passkeys">
        <CredentialsTable record={record} />
      </Section>
      <Section id="linked" heading="Linked access records">
        <LinkedRecordsTable records={await listLinkedRecords(account.id, ir)} />
      </Section>
    </>
  );
}
