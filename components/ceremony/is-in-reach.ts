import type { AskView } from '@/lib/ceremonies/dto';

/**
 * Whether both answers stay at the lower edge of the screen while a request is read, so that neither has to
 * be looked for. A specific permission is given by a button that says it whole, too tall for that.
 */
export function isInReach({ proposal }: AskView): boolean {
  return proposal?.legalBasis !== 'uk-explicit-consent';
}
