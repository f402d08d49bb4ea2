import type { PortalConfirmation, PortalEntry, PortalReleaseDay } from './dto';

/** The columns of the table that customers download, in its order. */
export const tableColumns = [
  'organisation',
  'through',
  'contact',
  'joint',
  'group',
  'state',
  'why',
  'confirmation',
  'stored',
  'purpose',
  'what',
  'since',
  'entered',
  'until',
  'ended',
  'asked',
  'terms',
  'recipients',
  'reference',
  'firstSeen',
  'lastSeen',
  'registeredLater',
] as const;

type Column = (typeof tableColumns)[number];

/** The words of the table, in the customer's language: the portal's own. */
export interface TableWords {
  columns: Record<Column, string>;
  state(entry: PortalEntry): string;
  basis(entry: PortalEntry): string;
  confirmation(confirmation: PortalConfirmation): string;
  stored(confirmation: PortalConfirmation): string;
  dataType(type: string): string;
  version(version: string): string;
  askedDay(day: PortalReleaseDay): string;
}

const list = (texts: string[]) => texts.join('; ');

function othersOf({ controllers, arrangement }: PortalEntry, wanted: string): string {
  const others = arrangement === wanted ? controllers.slice(1) : [];
  return list(others.map(({ name }) => name));
}

/**
 * From when until when an access holds; a sighting holds at no time and has days on which it was seen
 * instead.
 */
function timesOf({ discovery, ...entry }: PortalEntry) {
  return {
    since: discovery ? '' : entry.registeredAt,
    entered: entry.enteredAt ?? '',
    until: entry.expiry ?? '',
    ended: entry.revokedAt ?? '',
    reference: discovery?.reference ?? '',
    firstSeen: discovery?.firstSeen ?? '',
    lastSeen: discovery?.lastSeen ?? '',
    registeredLater: discovery?.registeredLater ?? '',
  };
}

/** By Data Provider, since a cell of a spreadsheet holds no more than some 30,000 characters. */
function toAsked(releases: PortalReleaseDay[], words: TableWords): string {
  const providers = [...new Set(releases.map(({ provider }) => provider))];
  return list(
    providers.map((name) => {
      const days = releases.filter(({ provider }) => provider === name);
      return `${name}: ${days.map((day) => words.askedDay(day)).join(', ')}`;
    }),
  );
}

/** One access as a row of the table. */
export function toTableRow(
  entry: PortalEntry,
  releases: PortalReleaseDay[],
  words: TableWords,
): string[] {
  const { confirmation } = entry;
  const cells: Record<Column, string> = {
    organisation: entry.organisation,
    through: entry.through ?? '',
    contact: entry.contactUrl ?? '',
    joint: othersOf(entry, 'joint'),
    group: othersOf(entry, 'group'),
    state: words.state(entry),
    why: words.basis(entry),
    confirmation: confirmation ? words.confirmation(confirmation) : '',
    stored: confirmation ? words.stored(confirmation) : '',
    purpose: entry.purpose ?? '',
    what: list(entry.dataTypes.map((type) => words.dataType(type))),
    terms: list(
      entry.terms.map(
        ({ controller, url, version }) =>
          `${controller === null ? '' : `${controller}: `}${url} (${words.version(version)})`,
      ),
    ),
    recipients: list(
      entry.recipients.map(({ name, role, privacyUrl }) =>
        [`${name} (${role})`, privacyUrl].filter((text) => text !== null).join(' '),
      ),
    ),
    ...timesOf(entry),
    asked: toAsked(releases, words),
  };
  return tableColumns.map((column) => cells[column]);
}
