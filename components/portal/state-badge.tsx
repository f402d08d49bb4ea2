import { useTranslations } from 'next-intl';
import type { PortalState } from '@/lib/portal/dto';

const looks: Record<PortalState, string> = {
  ACTIVE: 'border-good bg-good-tint text-good',
  EXPIRED: 'border-edge bg-sunk text-soft',
  REVOKED: 'border-edge bg-sunk text-soft',
  DISCOVERED: 'border-wait bg-wait-tint text-wait',
};

export function StateBadge({ state }: { state: PortalState }) {
  const t = useTranslations('portal.states');
  return (
    <span
      className={`inline-block rounded-full border px-3 py-0.5 text-sm font-semibold whitespace-nowrap ${looks[state]}`}
    >
      {t(state)}
    </span>
  );
}
