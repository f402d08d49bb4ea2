import type { PortalEntry } from '@/lib/portal/dto';

/** Accesses that one card shows: of one organisation, through the same one that acts for it. */
export interface EntryGroup {
  key: string;
  /** At least one. */
  entries: [PortalEntry, ...PortalEntry[]];
}

/**
 * Puts accesses of one organisation together, each card where its first access stands. Only what has the same
 * name, the same Data User behind it and the same contact is one: a name alone may be written by anybody, and
 * would slip an access under somebody else's heading.
 */
export function groupEntries(entries: PortalEntry[]): EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.organisation, entry.through, entry.contactUrl]);
    const group = groups.get(key);
    if (group) group.entries.push(entry);
    else groups.set(key, { key, entries: [entry] });
  }
  return [...groups.values()];
}
