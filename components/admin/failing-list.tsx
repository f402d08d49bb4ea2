import { CodeLink } from '@/components/console/code-link';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import type { FailingSubscription } from '@/lib/webhooks/dto';

/** Who takes nothing, the longest first. */
export function FailingList({ failing }: { failing: FailingSubscription[] }) {
  if (failing.length === 0) return <EmptyState heading="No webhook fails" />;
  return (
    <ul className="divide-y divide-line">
      {failing.map((webhook) => (
        <li key={webhook.wid} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
          <CodeLink href={`/admin/webhooks/${webhook.wid}`}>{webhook['callback-url']}</CodeLink>
          <bdi>{webhook['display-name']}</bdi>
          <span>
            failing since <Moment at={webhook['failing-since']} />
          </span>
        </li>
      ))}
    </ul>
  );
}
