import { Badge } from '@/components/console/badge';

interface StatusBadgeProps {
  status: 'pending' | 'confirmed' | 'expired';
  declined: boolean;
}

/** How a re-identification stands. */
export function StatusBadge({ status, declined }: StatusBadgeProps) {
  if (declined) return <Badge tone="bad">Declined</Badge>;
  if (status === 'confirmed') return <Badge tone="good">Confirmed</Badge>;
  if (status === 'pending') return <Badge tone="wait">Pending</Badge>;
  return <Badge tone="quiet">Expired</Badge>;
}
