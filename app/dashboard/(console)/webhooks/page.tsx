import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { WebhookBadge } from '@/components/console/webhook-badge';
import type { Webhook } from '@/lib/db/generated/client';
import { toWebhook } from '@/lib/webhooks/dto';
import { listWebhooks } from '@/lib/webhooks/list-webhooks';
import { requireRole, takeOwnFlashMessage } from '../../../open-console';

const columns: Column<Webhook>[] = [
  {
    key: 'url',
    header: 'Callback URL',
    cell: ({ wid, callbackUrl }) => (
      <a href={`/dashboard/webhooks/${wid}`} className="break-all text-link">
        {callbackUrl}
      </a>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ active, failingSince }) => (
      <WebhookBadge active={active} isFailing={failingSince !== null} />
    ),
  },
  {
    key: 'events',
    header: 'Events',
    cell: (webhook) =>
      webhook.eventTypes.length === 0 ? 'all' : toWebhook(webhook)['event-types'].join(', '),
  },
  {
    key: 'created',
    header: 'Created',
    cell: ({ createdAt }) => <Moment at={createdAt.toISOString()} />,
  },
];

export default async function WebhooksPage() {
  const account = await requireRole('data-user', ['data_user']);
  const webhooks = await listWebhooks(account.id);
  return (
    <>
      <PageHeading
        title={['Webhooks', 'Dashboard']}
        intro="Where the register tells your software what happened."
        actions={
          <a href="/dashboard/webhooks/new" className="button button-main sm:min-w-0">
            New webhook
          </a>
        }
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      <DataTable
        caption="Webhooks"
        columns={columns}
        rows={webhooks}
        rowKey={({ wid }) => wid}
        empty={
          <EmptyState heading="No webhook yet">
            With one, your software learns at once of a withdrawn consent.
          </EmptyState>
        }
      />
    </>
  );
}
