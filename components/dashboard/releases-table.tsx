import { Badge } from '@/components/console/badge';
import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import { releaseWords } from '@/components/console/release-words';
import type { Release } from '@/lib/releases/dto';

const code = (value: string | undefined) =>
  value === undefined ? <span className="text-soft">–</span> : <CodeText>{value}</CodeText>;

const columns: Column<Release>[] = [
  { key: 'last', header: 'Last asked', cell: (release) => <Moment at={release['last-at']} /> },
  {
    key: 'outcome',
    header: 'Outcome',
    cell: ({ decision }) =>
      decision ? <Badge tone="good">Permitted</Badge> : <Badge tone="bad">Refused</Badge>,
  },
  {
    key: 'why',
    header: 'Why refused',
    isText: true,
    cell: ({ decision, reason }) => (decision ? '–' : releaseWords[reason]),
  },
  {
    key: 'count',
    header: 'Times that day',
    isNumber: true,
    cell: ({ count }) => count.toLocaleString('en-GB'),
  },
  { key: 'ak', header: 'Access key', cell: (release) => code(release['access-key']) },
  { key: 'mpxn', header: 'Meter point', cell: ({ mpxn }) => code(mpxn) },
  { key: 'duid', header: 'Data User', cell: ({ duid }) => code(duid) },
  {
    key: 'types',
    header: 'Data',
    isText: true,
    cell: (release) => release['data-types'].join(', ') || '–',
  },
  {
    key: 'days',
    header: 'Days asked for',
    cell: ({ from, to }) =>
      from === undefined ? (
        '–'
      ) : (
        <>
          <Moment at={from} /> to <Moment at={to} />
        </>
      ),
  },
];

/** What a Data Provider asked and was answered. Questions with unknown keys stand together. */
export function ReleasesTable({ releases }: { releases: Release[] }) {
  return (
    <DataTable
      caption="What you asked"
      columns={columns}
      rows={releases}
      rowKey={(release) => `${release.day} ${release['decision-id']}`}
      empty={<EmptyState heading="Nothing was asked in this time" />}
    />
  );
}
