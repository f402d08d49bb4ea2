import type { ProviderTotals } from '@/lib/releases/dto';
import { DataTable } from './data-table';
import { EmptyState } from './empty-state';
import { Moment } from './moment';
import { Refusals } from './refusals';
import { releaseNames } from './release-words';
import { Section } from './section';
import { StackedChart } from './stacked-chart';

/** How often was asked by day, and why which of it was refused. */
export function ReleaseTotals({ chart, refusedDays }: ProviderTotals) {
  return (
    <>
      <Section id="by-day" heading="By day" intro={`The last ${chart.bars.length} days.`}>
        <StackedChart
          id="totals"
          title="Questions by day"
          period="Day"
          data={chart}
          names={releaseNames}
        />
      </Section>
      <Section id="refused" heading="What was refused, and why">
        <DataTable
          caption="Refused by day"
          columns={[
            { key: 'day', header: 'Day', cell: ({ day }) => <Moment at={day} /> },
            {
              key: 'why',
              header: 'Why, and how often',
              isText: true,
              cell: ({ refusals }) => <Refusals refusals={refusals} />,
            },
          ]}
          rows={refusedDays}
          rowKey={({ day }) => day}
          empty={<EmptyState heading="Nothing was refused in this time" />}
        />
      </Section>
    </>
  );
}
