import { CheckReport } from '@/components/admin/check-report';
import { GoOnForm } from '@/components/admin/go-on-form';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { sealedLength } from '@/lib/audit/check-audit';
import { requireConsole, takeOwnFlashMessage } from '../../../../open-console';

const ACTION = '/admin/audit/check/part';

export default async function CheckPage() {
  await requireConsole('admin');
  const flash = await takeOwnFlashMessage('admin');
  const progress = flash?.check ?? null;
  const length = await sealedLength();
  return (
    <>
      <PageHeading
        title={['Check the audit chain', 'Operator']}
        intro="Every event is sealed within a minute, with the seal before it. A check goes along the seals from the first to the last and finds the first event that was changed or taken away."
        up={{ href: '/admin/audit', label: 'Audit' }}
      />
      <FlashNotes flash={flash} />
      {progress ? (
        <Section id="report" heading="What was found">
          <CheckReport progress={progress} />
        </Section>
      ) : null}
      {progress && !progress.isDone ? (
        <GoOnForm action={ACTION} />
      ) : (
        <form method="post" action={ACTION} className="mt-6">
          <p className="mb-4">{length.toLocaleString('en-GB')} events are sealed now.</p>
          <button type="submit" className="button button-main">
            {progress ? 'Check it again' : 'Check the whole chain'}
          </button>
        </form>
      )}
    </>
  );
}
