import { CodeText } from '@/components/console/code-text';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { Moment } from '@/components/console/moment';
import { Pager } from '@/components/console/pager';
import { Refusals } from '@/components/console/refusals';
import { releaseNames } from '@/components/console/release-words';
import { Section } from '@/components/console/section';
import { StackedChart } from '@/components/console/stacked-chart';
import type { ChartData, RecordReleaseDay } from '@/lib/dashboard/dto';

const refusedOf = ({ refusals }: RecordReleaseDay) =>
  refusals.reduce((sum, { count }) => sum + count, 0);

const columns: Column<RecordReleaseDay>[] = [
  { key: 'day', header: 'Day', cell: ({ day }) => <Moment at={day} /> },
  {
    key: 'provider',
    header: 'Data Provider',
    cell: ({ provider: { name, duid } }) => (
      <>
        <bdi className="block">{name}</bdi>
        <span className="text-soft">
          <CodeText>{duid}</CodeText>
        </span>
      </>
    ),
  },
  {
    key: 'permitted',
    header: 'Permitted',
    isNumber: true,
    cell: ({ permitted }) => permitted.toLocaleString('en-GB'),
  },
  {
    key: 'refused',
    header: 'Refused',
    isNumber: true,
    cell: (day) => refusedOf(day).toLocaleString('en-GB'),
  },
  {
    key: 'why',
    header: 'Why refused',
    isText: true,
    cell: ({ refusals }) => <Refusals refusals={refusals} />,
  },
];

interface RecordReleasesProps {
  path: string;
  list: {
    page: { chart: ChartData; days: RecordReleaseDay[]; 'next-cursor': string | null };
    typed: Record<string, string | undefined>;
  };
}

/** Who asked for the data of an access, how often and with what outcome, by day. */
export function RecordReleases({ path, list: { page, typed } }: RecordReleasesProps) {
  const isEmpty = page.days.length === 0 && typed.cursor === undefined;
  return (
    <Section
      id="releases"
      heading="Releases asked for"
      intro="In the last 90 days, by days in Great Britain. A Data Provider that only checks the key leaves no trace here."
    >
      {isEmpty ? (
        <EmptyState heading="No release was asked for" />
      ) : (
        <div className="space-y-4">
          <StackedChart
            id="releases-by-day"
            title="Releases asked for by day"
            period="Day"
            data={page.chart}
            names={releaseNames}
          />
          <DataTable
            caption="Releases by day and Data Provider"
            columns={columns}
            rows={page.days}
            rowKey={({ day, provider }) => `${day} ${provider.duid}`}
          />
          <Pager path={path} query={typed} nextCursor={page['next-cursor']} />
        </div>
      )}
    </Section>
  );
}
