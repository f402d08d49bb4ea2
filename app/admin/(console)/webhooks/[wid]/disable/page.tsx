import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { readAnyWebhook } from '@/lib/webhooks/read-any-webhook';
import { requireConsole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function DisablePage({ params }: { params: Promise<{ wid: string }> }) {
  await requireConsole('admin');
  const { wid } = await params;
  const webhook = await orNull(readAnyWebhook(wid));
  if (!webhook) notFound();
  return (
    <>
      <PageHeading
        title={[`Disable a webhook of ${webhook['display-name']}?`, 'Operator']}
        up={{ href: `/admin/webhooks/${wid}`, label: 'The webhook' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <ConfirmPanel
        action={`/admin/webhooks/${wid}/disable/confirm`}
        consequences={[
          `Nothing is sent to ${webhook['callback-url']} any more.`,
          'What waits to be delivered is given up; its owner can replay it later.',
          'Its alert address is told by mail that the register’s operator did it.',
          'Its owner can make it active again. To prevent that, suspend the account.',
        ]}
        button="Disable the webhook"
        cancel={`/admin/webhooks/${wid}`}
      />
    </>
  );
}
