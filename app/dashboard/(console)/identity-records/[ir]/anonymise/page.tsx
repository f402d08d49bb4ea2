import { notFound, redirect } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { countActiveLinks } from '@/lib/access-records/read-own-record';
import { readIdentityRecord } from '@/lib/identity-records/read-identity-record';
import { now } from '@/lib/platform/clock';
import { requireRecentProof, requireRole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

function Blocked({ own, others }: { own: number; others: number }) {
  return (
    <Section id="blocked" heading="Not while an access is active">
      <p>
        A record can be anonymised once no access record linked to it is active, whoever registered
        that. Active now: {own} of yours, {others} of other organisations.
      </p>
      <p className="mt-2">
        {own > 0
          ? 'Revoke yours first: they are listed with the identity record.'
          : 'Those of others end when their organisation or the customer ends them.'}
      </p>
    </Section>
  );
}

export default async function AnonymisePage({ params }: { params: Promise<{ ir: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { ir } = await params;
  const record = await orNull(readIdentityRecord(account.id, ir));
  if (!record) notFound();
  const up = `/dashboard/identity-records/${ir}`;
  if (record['anonymised-at']) redirect(up);
  await requireRecentProof('data-user');
  const active = await countActiveLinks(account.id, ir, now());
  return (
    <>
      <PageHeading
        title={['Anonymise this person?', 'Dashboard']}
        intro={<CodeText>{ir}</CodeText>}
        up={{ href: up, label: 'The identity record' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      {active.own + active.others > 0 ? (
        <Blocked {...active} />
      ) : (
        <ConfirmPanel
          action={`${up}/anonymise/confirm`}
          consequences={[
            'Meter point, address, evidence and e-mail are gone for good, from backups too once their keys are.',
            'Passkeys that serve no other record are deleted.',
            'What is pending of re-identifications expires.',
            'Access records stay, as evidence, and name nobody.',
          ]}
          button="Anonymise for good"
          cancel={up}
        />
      )}
    </>
  );
}
