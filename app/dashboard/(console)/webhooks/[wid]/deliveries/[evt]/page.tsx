import { notFound } from 'next/navigation';
import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { Section } from '@/components/console/section';
import { AttemptsTable } from '@/components/dashboard/attempts-table';
import { DeliveryBadge } from '@/components/console/delivery-badge';
import { readDelivery } from '@/lib/webhooks/read-delivery';
import { requireRole, takeOwnFlashMessage } from '../../../../../../open-console';
import { orNull } from '../../../../../../or-null';

interface DeliveryPageProps {
  params: Promise<{ wid: string; evt: string }>;
}

export default async function DeliveryPage({ params }: DeliveryPageProps) {
  const account = await requireRole('data-user', ['data_user']);
  const { wid, evt } = await params;
  const found = await orNull(readDelivery(account.id, wid, evt));
  if (!found) notFound();
  const { delivery, tries, body, url } = found;
  const up = `/dashboard/webhooks/${wid}`;
  return (
    <>
      <PageHeading
        title={[`Delivery ${evt}`, 'Dashboard']}
        heading={
          <>
            Delivery <CodeText>{evt}</CodeText>
          </>
        }
        up={{ href: up, label: 'The webhook' }}
        actions={
          <form method="post" action={`${up}/deliveries/${evt}/replay`}>
            <button type="submit" className="button button-quiet">
              Send it again
            </button>
          </form>
        }
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      <Section id="state" heading="State">
        <Facts>
          <Fact name="Status">
            <DeliveryBadge status={delivery.status} />
          </Fact>
          <Fact name="Type">{delivery['event-type']}</Fact>
          <Fact name="Created">
            <Moment at={delivery['created-at']} />
          </Fact>
          <Fact name="Next try">
            <Moment at={delivery['next-attempt-at']} none="none" />
          </Fact>
        </Facts>
      </Section>
      <Section
        id="request"
        heading="Request"
        intro="The same bytes on every try, signed anew each time."
      >
        <p className="mb-3">
          <CodeText>{`POST ${url}`}</CodeText>
        </p>
        <pre
          tabIndex={0}
          aria-label="Body of the request"
          className="overflow-x-auto rounded-lg border border-line bg-sunk p-4 font-mono text-sm"
        >
          {JSON.stringify(JSON.parse(body), null, 2)}
        </pre>
      </Section>
      <Section
        id="responses"
        heading="Responses"
        intro="Of each answer the first 1,024 bytes are kept, as long as the event."
      >
        <AttemptsTable tries={tries} />
      </Section>
    </>
  );
}
