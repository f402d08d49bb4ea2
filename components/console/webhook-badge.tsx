import { Badge } from './badge';

/** How a subscription fares. */
export function WebhookBadge({ active, isFailing }: { active: boolean; isFailing: boolean }) {
  if (!active) return <Badge tone="bad">Disabled</Badge>;
  return isFailing ? <Badge tone="wait">Failing</Badge> : <Badge tone="good">Active</Badge>;
}
