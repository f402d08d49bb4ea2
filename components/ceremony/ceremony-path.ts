import type { CeremonyKind } from '@/lib/ceremonies/passkey/dto';

/** How the customer wants to go on: with a new passkey, by e-mail, or as the page suggests. */
export type CeremonyWay = 'new' | 'mail' | null;

/** Path and query of a ceremony page. */
export function ceremonyPath(kind: CeremonyKind, session: string, way: CeremonyWay): string {
  const query = new URLSearchParams({ session, ...(way ? { way } : {}) });
  return `/passkey/${kind}?${query.toString()}`;
}
