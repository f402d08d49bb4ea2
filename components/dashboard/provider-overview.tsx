import { CountedAt } from '@/components/console/counted-at';
import { Figures } from '@/components/console/figures';
import { ReleaseTotals } from '@/components/console/release-totals';
import { Section } from '@/components/console/section';
import type { ProviderTotals } from '@/lib/releases/dto';

/** How often was permitted and refused on a day, each a way to the questions. */
function figuresOf({ chart: { bars } }: ProviderTotals, words: string, index: number) {
  const bar = bars.at(index);
  const href = `/dashboard/releases?until=${bar?.from ?? ''}`;
  return [
    { label: `Permitted ${words}`, value: bar?.values.permitted ?? 0, href },
    { label: `Refused ${words}`, value: bar?.values.refused ?? 0, href },
  ];
}

/** What a Data Provider asked, how much of it was refused and why. */
export function ProviderOverview({ totals }: { totals: ProviderTotals }) {
  return (
    <>
      <Section id="asked" heading="What you asked" intro={<CountedAt at={totals.countedAt} />}>
        <Figures
          label="What you asked"
          figures={[...figuresOf(totals, 'today', -1), ...figuresOf(totals, 'yesterday', -2)]}
        />
      </Section>
      <ReleaseTotals {...totals} />
      <Section
        id="start"
        heading="Getting started"
        intro="How your software asks before it releases, and what it does with the answer."
      >
        <a href="/docs/data-providers" className="button button-quiet">
          The guide for Data Providers
        </a>
      </Section>
    </>
  );
}
