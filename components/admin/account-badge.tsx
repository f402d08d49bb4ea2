import { Badge, type BadgeTone } from '@/components/console/badge';

const tones: Record<string, BadgeTone> = { active: 'good', suspended: 'wait', terminated: 'bad' };
const words: Record<string, string> = {
  active: 'Active',
  suspended: 'Suspended',
  terminated: 'Terminated',
};

/** Whether an account may do anything. */
export function AccountBadge({ status }: { status: string }) {
  return <Badge tone={tones[status] ?? 'quiet'}>{words[status] ?? status}</Badge>;
}
