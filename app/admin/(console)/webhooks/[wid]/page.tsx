import { notFound } from 'next/navigation';
import { AnyWebhookFacts } from '@/components/admin/any-webhook-facts';
import { TriesTable } from '@/components/admin/tries-table';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { readAnyWebhook } from '@/lib/webhooks/read-any-webhook';
import { listDeliveriesSchema } from '@/lib/webhooks/schemas';
import { requireConsole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';
import { readList, type SearchParams } from '../../../../read-list';

interface AnyWebhookProps {
  params: Promise<{ wid: string }>;
  searchParams: SearchParams;
}

const PAGE_SIZE = 25;

export default async function AnyWebhook({ params, searchParams }: AnyWebhookProps) {
  await requireConsole('admin');
  const { wid } = await params;
  const webhook = await orNull(readAnyWebhook(wid));
  if (!webhook) notFound();
  const path = `/admin/webhooks/${wid}`;
  const { page, problems, typed } = await readList({
    schema: listDeliveriesSchema,
    searchParams,
    pageSize: PAGE_SIZE,
    read: (query) => listDeliveries(webhook['account-id'], wid, query),
  });
  const flash = await takeOwnFlashMessage('admin');
  return (
    <>
      <PageHeading
        title={['Webhook', webhook['display-name'], 'Operator']}
        heading="Webhook"
        up={{ href: '/admin/webhooks', label: 'Webhooks' }}
        actions={
          webhook.active ? (
            <a href={`${path}/disable`} className="button button-quiet">
              Disable…
            </a>
          ) : null
        }
      />
      <FlashNotes flash={flash ?? { problems }} />
      <Section id="state" heading="State">
        <AnyWebhookFacts webhook={webhook} />
      </Section>
      <Section
        id="deliveries"
        heading="Deliveries"
        intro="That something was sent and what came of it, the newest first; what it said is for its owner."
      >
        <TriesTable deliveries={page.deliveries} />
        <Pager path={path} query={typed} nextCursor={page['next-cursor']} />
      </Section>
    </>
  );
}
