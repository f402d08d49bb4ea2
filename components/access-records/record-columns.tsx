import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import type { Column } from '@/components/console/data-table';
import { Moment } from '@/components/console/moment';
import { legalBasisWords } from '@/components/console/words';
import { StateBadge } from './state-badge';

export interface ListedRecord {
  ak: string;
  state: string;
  mpxn: string;
  'lead-controller-name': string | null;
  'discovered-access'?: { 'organisation-name': string } | null;
  'legal-basis': string | null;
  purpose: string | null;
  'created-at': string;
  expiry: string | null;
}

const columns = {
  state: { header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  mpxn: { header: 'Meter point', cell: ({ mpxn }) => <CodeText>{mpxn}</CodeText> },
  lead: {
    header: 'Controller',
    cell: (entry) => (
      <bdi>
        {entry['lead-controller-name'] ?? entry['discovered-access']?.['organisation-name'] ?? '–'}
      </bdi>
    ),
  },
  basis: {
    header: 'Legal basis',
    cell: (entry) => legalBasisWords[entry['legal-basis'] ?? ''] ?? '–',
  },
  purpose: { header: 'Purpose', isText: true, cell: ({ purpose }) => purpose },
  registered: { header: 'Registered', cell: (entry) => <Moment at={entry['created-at']} /> },
  expiry: { header: 'Ends', cell: ({ expiry }) => <Moment at={expiry} none="no end" isDate /> },
} as const satisfies Record<string, Omit<Column<ListedRecord>, 'key'>>;

export type RecordColumn = keyof typeof columns;

/** The columns of a list of access records at `path`: the access key, then those that are named. */
export function recordColumns(
  path: string,
  names: readonly RecordColumn[],
): Column<ListedRecord>[] {
  return [
    {
      key: 'ak',
      header: 'Access key',
      cell: ({ ak }) => <CodeLink href={`${path}/${ak}`}>{ak}</CodeLink>,
    },
    ...names.map((key) => ({ key, ...columns[key] })),
  ];
}
