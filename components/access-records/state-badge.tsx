import { Badge, type BadgeTone } from '@/components/console/badge';

const tones: Record<string, BadgeTone> = {
  ACTIVE: 'good',
  EXPIRED: 'quiet',
  REVOKED: 'bad',
  DISCOVERED: 'wait',
};

const words: Record<string, string> = {
  ACTIVE: 'Active',
  EXPIRED: 'Expired',
  REVOKED: 'Revoked',
  DISCOVERED: 'Discovered',
};

/** The state of an access record. */
export function StateBadge({ state }: { state: string }) {
  return <Badge tone={tones[state] ?? 'quiet'}>{words[state] ?? state}</Badge>;
}
