import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { db } from '@/lib/db/database';
import { requireOwnWebhook } from '@/lib/webhooks/own-webhook';
import { requireRecentProof, requireRole } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function RotatePage({ params }: { params: Promise<{ wid: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { wid } = await params;
  const webhook = await orNull(requireOwnWebhook(db(), account.id, wid));
  if (!webhook) notFound();
  await requireRecentProof('data-user');
  const up = `/dashboard/webhooks/${wid}`;
  return (
    <>
      <PageHeading
        title={['Rotate the signing secret?', 'Dashboard']}
        intro={webhook.callbackUrl}
        up={{ href: up, label: 'The webhook' }}
      />
      <ConfirmPanel
        action={`${up}/rotate/confirm`}
        consequences={[
          'The new secret is shown once, on the next page.',
          'X-DAR-Signature is keyed with the new one at once.',
          'webhook-signature carries a signature by each of the two for 15 minutes.',
        ]}
        button="Rotate the secret"
        cancel={up}
      />
    </>
  );
}
