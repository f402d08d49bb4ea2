import { notFound } from 'next/navigation';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { SecretOnce } from '@/components/console/secret-once';
import { Section } from '@/components/console/section';
import { DeliveriesTable } from '@/components/dashboard/deliveries-table';
import { WebhookFacts } from '@/components/dashboard/webhook-facts';
import { WebhookFields } from '@/components/dashboard/webhook-fields';
import { db } from '@/lib/db/database';
import { toWebhook } from '@/lib/webhooks/dto';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { requireOwnWebhook } from '@/lib/webhooks/own-webhook';
import { browseDeliveriesSchema } from '@/lib/webhooks/schemas';
import { requireRole, takeOwnFlashMessage } from '../../../../open-console';
import { orNull } from '../../../../or-null';
import { readList, type SearchParams } from '../../../../read-list';

interface WebhookPageProps {
  params: Promise<{ wid: string }>;
  searchParams: SearchParams;
}

const PAGE_SIZE = 25;

export default async function WebhookPage({ params, searchParams }: WebhookPageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { wid } = await params;
  const row = await orNull(requireOwnWebhook(db(), account.id, wid));
  if (!row) notFound();
  const path = `/dashboard/webhooks/${wid}`;
  const { page, problems, typed } = await readList({
    schema: browseDeliveriesSchema,
    searchParams,
    filters: ['event-type', 'status'],
    pageSize: PAGE_SIZE,
    read: (query) => listDeliveries(account.id, wid, query),
  });
  const flash = await takeOwnFlashMessage('data-user');
  const webhook = toWebhook(row);
  return (
    <>
      <PageHeading
        title={['Webhook', webhook['callback-url'], 'Dashboard']}
        heading="Webhook"
        intro={<span className="break-all">{webhook['callback-url']}</span>}
        up={{ href: '/dashboard/webhooks', label: 'Webhooks' }}
      />
      <FlashNotes flash={flash ?? { problems }} />
      {flash?.secret ? (
        <SecretOnce
          name="The signing secret"
          secret={flash.secret}
          advice="Your software checks with it that a delivery comes from the register."
        />
      ) : null}
      <Section id="state" heading="State">
        <WebhookFacts
          wid={wid}
          active={row.active}
          failingSince={row.failingSince?.toISOString() ?? null}
          disabledAt={row.disabledAt?.toISOString() ?? null}
          disabledReason={row.disabledReason}
        />
      </Section>
      <DeliveriesTable path={path} typed={typed} page={page} />
      <Section id="change" heading="Change it">
        <form method="post" action={`${path}/change`} className="max-w-2xl">
          {/* Naming none means all: naming each of them would leave out those of later versions. */}
          <WebhookFields webhook={{ ...webhook, 'event-types': row.eventTypes }} flash={flash} />
          <button type="submit" className="mt-6 button button-main">
            Save the changes
          </button>
        </form>
      </Section>
    </>
  );
}
