import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { QueueState } from '@/lib/webhooks/dto';

/** How many deliveries wait for what. */
export function QueueFacts({ queue }: { queue: QueueState }) {
  return (
    <Facts>
      <Fact name="Due now">{queue.due.toLocaleString('en-GB')}</Fact>
      <Fact name="To be tried later">{queue.later.toLocaleString('en-GB')}</Fact>
      <Fact name="Being tried">{queue.trying.toLocaleString('en-GB')}</Fact>
      <Fact name="The next is due">
        <Moment at={queue.oldestDue} none="nothing waits" />
      </Fact>
    </Facts>
  );
}
