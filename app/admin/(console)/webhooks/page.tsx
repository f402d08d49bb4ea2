import { FailingList } from '@/components/admin/failing-list';
import { QueueFacts } from '@/components/admin/queue-facts';
import { CodeLink } from '@/components/console/code-link';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { WebhookBadge } from '@/components/console/webhook-badge';
import type { AllWebhooksPage } from '@/lib/webhooks/dto';
import { listAllWebhooks } from '@/lib/webhooks/list-all-webhooks';
import { readQueue } from '@/lib/webhooks/read-queue';
import { listAllWebhooksSchema } from '@/lib/webhooks/schemas';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/webhooks';

const columns: Column<AllWebhooksPage['webhooks'][number]>[] = [
  {
    key: 'url',
    header: 'Callback URL',
    cell: (webhook) => (
      <CodeLink href={`${PATH}/${webhook.wid}`}>{webhook['callback-url']}</CodeLink>
    ),
  },
  {
    key: 'owner',
    header: 'Data User',
    cell: (webhook) => (
      <a href={`/admin/accounts/${webhook['account-id']}`} className="text-link">
        <bdi>{webhook['display-name']}</bdi>
      </a>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: (webhook) => (
      <WebhookBadge active={webhook.active} isFailing={webhook['failing-since'] !== undefined} />
    ),
  },
  {
    key: 'pending',
    header: 'Pending',
    isNumber: true,
    cell: (webhook) => webhook['pending-deliveries'].toLocaleString('en-GB'),
  },
  { key: 'created', header: 'Created', cell: (webhook) => <Moment at={webhook['created-at']} /> },
];

export default async function AllWebhooksList({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed } = await readList({
    schema: listAllWebhooksSchema,
    searchParams,
    read: listAllWebhooks,
  });
  const queue = await readQueue();
  return (
    <>
      <PageHeading
        title={['Webhooks', 'Operator']}
        intro={`${page.total.toLocaleString('en-GB')} in all, of every Data User.`}
      />
      <FlashNotes flash={{ problems }} />
      <Section id="queue" heading="The queue">
        <QueueFacts queue={queue} />
      </Section>
      <Section
        id="failing"
        heading="Failing"
        intro="After five days without a success the register disables one by itself and tells its alert address."
      >
        <FailingList failing={queue.failing} />
      </Section>
      <Section id="all" heading="All webhooks" intro="The newest first.">
        <DataTable
          caption="All webhooks"
          columns={columns}
          rows={page.webhooks}
          rowKey={({ wid }) => wid}
          empty={<EmptyState heading="No webhook yet" />}
        />
        <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
      </Section>
    </>
  );
}
