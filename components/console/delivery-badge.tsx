import { Badge, type BadgeTone } from './badge';

const tones: Record<string, BadgeTone> = {
  delivered: 'good',
  pending: 'wait',
  undelivered: 'bad',
};

const words: Record<string, string> = {
  delivered: 'Delivered',
  pending: 'Pending',
  undelivered: 'Undelivered',
};

/** What became of a delivery so far. */
export function DeliveryBadge({ status }: { status: string }) {
  return <Badge tone={tones[status] ?? 'quiet'}>{words[status] ?? status}</Badge>;
}
