import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { RecordFacts } from '@/components/access-records/record-facts';
import { RecordReleases } from '@/components/dashboard/record-releases';
import { RecordHistory } from '@/components/access-records/record-history';
import { readOwnRecord, type RecordChange } from '@/lib/access-records/read-own-record';
import { readRecordReleases } from '@/lib/dashboard/read-record-releases';
import { listReleaseDaysSchema } from '@/lib/releases/release-schemas';
import { requireRole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';
import { readList, type SearchParams } from '../../../../read-list';

const byWords =
  (accountId: string) =>
  ({ by, cause }: Pick<RecordChange, 'by' | 'cause'>) => {
    if (by === accountId) return cause === 'expired' ? 'the register' : 'your account';
    return by === null ? 'the customer' : 'another account';
  };

interface RecordPageProps {
  params: Promise<{ ak: string }>;
  searchParams: SearchParams;
}

export default async function RecordPage({ params, searchParams }: RecordPageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { ak } = await params;
  const found = await orNull(readOwnRecord(account.id, ak));
  if (!found) notFound();
  const isActive = found.record['access-event'].state === 'ACTIVE';
  // What was shown to a customer is widened with their confirmation only.
  const isShown = (found.record['customer-confirmation']?.['proposal-digest'] ?? null) !== null;
  const mayAsk = isShown && (found.ir !== null || found.isLinkedByToken);
  const releases = await readList({
    schema: listReleaseDaysSchema,
    searchParams,
    read: (query) => readRecordReleases(account.id, ak, query),
  });
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
            <>
              {mayAsk ? (
                <a href={`/dashboard/records/${ak}/change`} className="button button-quiet">
                  Confirm a change…
                </a>
              ) : null}
              <a href={`/dashboard/records/${ak}/revoke`} className="button button-quiet">
                Revoke…
              </a>
            </>
          ) : null
        }
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      <FlashNotes flash={{ problems: releases.problems }} />
      <Section id="facts" heading="The record">
        <RecordFacts
          found={found}
          referenceName="Your reference"
          identityRecordPath="/dashboard/identity-records/"
        />
      </Section>
      <RecordReleases path={`/dashboard/records/${ak}`} list={releases} />
      <RecordHistory changes={found.changes} byWords={byWords(account.id)} />
    </>
  );
}
