import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { db } from '@/lib/db/database';
import { requireOwnWebhook } from '@/lib/webhooks/own-webhook';
import { requireRole } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function DeletePage({ params }: { params: Promise<{ wid: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { wid } = await params;
  const webhook = await orNull(requireOwnWebhook(db(), account.id, wid));
  if (!webhook) notFound();
  const up = `/dashboard/webhooks/${wid}`;
  return (
    <>
      <PageHeading
        title={['Delete this webhook?', 'Dashboard']}
        intro={webhook.callbackUrl}
        up={{ href: up, label: 'The webhook' }}
      />
      <ConfirmPanel
        action={`${up}/delete/confirm`}
        consequences={[
          'What is pending is not delivered, and the list of its deliveries is gone.',
          'To stop it for a while only, disable it instead.',
        ]}
        button="Delete it"
        cancel={up}
      />
    </>
  );
}
