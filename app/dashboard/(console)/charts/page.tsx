import { PageHeading } from '@/components/console/page-heading';
import { Section } from '@/components/console/section';
import { StackedChart } from '@/components/console/stacked-chart';
import { methodWords } from '@/components/console/words';
import { readActivity } from '@/lib/dashboard/read-activity';
import { requireRole } from '../../../open-console';

const outcomeNames = {
  confirmed: 'Confirmed',
  declined: 'Declined',
  expired: 'Expired',
  pending: 'Pending',
};
const stateNames = {
  ACTIVE: 'Active now',
  EXPIRED: 'Expired',
  REVOKED: 'Revoked',
  DISCOVERED: 'Discovered',
};
const deliveryNames = {
  delivered: 'Delivered',
  pending: 'Pending',
  undelivered: 'Undelivered',
};

export default async function ChartsPage() {
  const account = await requireRole('data-user', ['data_user']);
  const { methods, outcomes, records, deliveries } = await readActivity(account.id);
  return (
    <>
      <PageHeading title={['Charts', 'Dashboard']} intro="Days and weeks are those of UTC." />
      <Section
        id="by-method"
        heading="Re-identifications by method"
        intro="Started in the last 30 days."
      >
        <StackedChart
          id="methods"
          title="Re-identifications by method"
          period="Day"
          data={methods}
          names={methodWords}
        />
      </Section>
      <Section
        id="by-outcome"
        heading="Re-identifications by outcome"
        intro="Of those started in the last 30 days."
      >
        <StackedChart
          id="outcomes"
          title="Re-identifications by outcome"
          period="Day"
          data={outcomes}
          names={outcomeNames}
        />
      </Section>
      <Section
        id="by-state"
        heading="Access records by state"
        intro="Registered in the last twelve weeks, by the state that they are in now."
      >
        <StackedChart
          id="records"
          title="Access records by state"
          period="Week from"
          data={records}
          names={stateNames}
        />
      </Section>
      <Section id="by-delivery" heading="Deliveries" intro="Events of the last 30 days.">
        <StackedChart
          id="deliveries"
          title="Deliveries"
          period="Day"
          data={deliveries}
          names={deliveryNames}
        />
      </Section>
    </>
  );
}
