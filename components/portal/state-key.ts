import type { PortalEntry, PortalState } from '@/lib/portal/dto';

type StateOf = Pick<PortalEntry, 'state' | 'endedBy' | 'discovery'>;

/** Under which key the words stand that say how an access stands. */
export function stateKey({ state, endedBy, discovery }: StateOf) {
  if (discovery?.isSuperseded) return 'registeredSince';
  switch (endedBy) {
    case 'customer':
      return 'withdrawn';
    case 'organisation':
      return 'endedByOrganisation';
    case 'other':
      return 'ended';
    case null:
      return state satisfies PortalState;
  }
}
