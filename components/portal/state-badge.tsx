import { useTranslations } from 'next-intl';
import type { PortalEntry, PortalState } from '@/lib/portal/dto';
import { stateKey } from './state-key';

type StateOf = Pick<PortalEntry, 'state' | 'endedBy' | 'discovery'>;

/** How an access stands, in a word or two. */
export function useStateWords(entry: StateOf): string {
  return useTranslations('portal.states')(stateKey(entry));
}

const looks: Record<PortalState, string> = {
  ACTIVE: 'border-good bg-good-tint text-good',
  EXPIRED: 'border-edge bg-sunk text-soft',
  REVOKED: 'border-edge bg-sunk text-soft',
  DISCOVERED: 'border-wait bg-wait-tint text-wait',
};

export function StateBadge({ entry }: { entry: StateOf }) {
  const words = useStateWords(entry);
  const look = looks[entry.discovery?.isSuperseded ? 'EXPIRED' : entry.state];
  return (
    <span
      className={`inline-block rounded-full border px-3 py-0.5 text-sm font-semibold whitespace-nowrap ${look}`}
    >
      {words}
    </span>
  );
}
