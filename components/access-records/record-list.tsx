import { CodeLink } from '@/components/console/code-link';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { SearchInput, SelectInput, type Option } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { FlashNotes } from '@/components/console/flash-notes';
import { Moment } from '@/components/console/moment';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { legalBasisWords, optionsOf } from '@/components/console/words';
import type { CustomerConfirmation } from '@/lib/access-records/dto';
import type { FormProblem } from '@/lib/consoles/dto';
import { ConfirmationBadge } from './confirmation-facts';
import { MeterPoint } from './meter-point';
import { StateBadge } from './state-badge';

interface ListedRecord {
  ak: string;
  state: string;
  mpxn: string | null;
  'lead-controller-name': string | null;
  'discovered-access'?: { 'organisation-name': string } | null;
  'legal-basis': string | null;
  purpose: string | null;
  'created-at': string;
  expiry: string | null;
  'customer-confirmation': CustomerConfirmation | null;
}

const otherColumns = {
  state: { header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  mpxn: { header: 'Meter point', cell: ({ mpxn }) => <MeterPoint mpxn={mpxn} /> },
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
  confirmation: {
    header: 'Confirmed',
    cell: (entry) =>
      entry.state === 'DISCOVERED' ? (
        '–'
      ) : (
        <ConfirmationBadge confirmation={entry['customer-confirmation']} />
      ),
  },
  registered: { header: 'Registered', cell: (entry) => <Moment at={entry['created-at']} /> },
  expiry: { header: 'Ends', cell: ({ expiry }) => <Moment at={expiry} none="no end" isDate /> },
} as const satisfies Record<string, Omit<Column<ListedRecord>, 'key'>>;

type RecordColumn = keyof typeof otherColumns;

/** The columns of a list of access records at `path`: the access key, then those that are named. */
function recordColumns(path: string, names: readonly RecordColumn[]): Column<ListedRecord>[] {
  return [
    {
      key: 'ak',
      header: 'Access key',
      cell: ({ ak }) => <CodeLink href={`${path}/${ak}`}>{ak}</CodeLink>,
    },
    ...names.map((key) => ({ key, ...otherColumns[key] })),
  ];
}

interface RecordListProps {
  path: string;
  /** What the console is called. */
  consoleName: string;
  /** What can be looked for, and how long it may be. */
  search: { label: string; maxLength: number };
  states: readonly Option[];
  columns: readonly RecordColumn[];
  /** What to do where nothing matches, and where there is nothing yet. */
  advice: { noMatch: string; none: string | null };
  list: {
    page: { records: ListedRecord[]; total: number; 'next-cursor': string | null };
    problems: FormProblem[];
    typed: Record<string, string | undefined>;
    isSet: boolean;
  };
}

/** The filters of a list of access records, as the API's query names them. */
export const recordFilters = ['q', 'state', 'legal-basis'] as const;

/** A console's page of access records: the newest first, to be narrowed by filters. */
export function RecordList(props: RecordListProps) {
  const { path, consoleName, search, states, columns, advice, list } = props;
  const { page, problems, typed, isSet } = list;
  return (
    <>
      <PageHeading
        title={['Access records', consoleName]}
        intro={`${page.total.toLocaleString('en-GB')} ${isSet ? 'match' : 'in all'}, the newest first.`}
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={path} label="Access records" isSet={isSet}>
        <SearchInput name="q" {...search} defaultValue={typed.q} />
        <SelectInput
          name="state"
          label="State"
          options={states}
          none="Any"
          defaultValue={typed.state}
        />
        <SelectInput
          name="legal-basis"
          label="Legal basis"
          options={optionsOf(legalBasisWords)}
          none="Any"
          defaultValue={typed['legal-basis']}
        />
      </FilterForm>
      <DataTable
        caption="Access records"
        columns={recordColumns(path, columns)}
        rows={page.records}
        rowKey={({ ak }) => ak}
        empty={
          <EmptyState heading={isSet ? 'No record matches' : 'No access record yet'}>
            {isSet ? advice.noMatch : advice.none}
          </EmptyState>
        }
      />
      <Pager path={path} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
