import { ReleaseWarningsBody } from '@/components/admin/release-warnings';
import { CountedAt } from '@/components/console/counted-at';
import { DataTable, type Column } from '@/components/console/data-table';
import { EmptyState } from '@/components/console/empty-state';
import { FlashNotes } from '@/components/console/flash-notes';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { ReleaseTotals } from '@/components/console/release-totals';
import { Section } from '@/components/console/section';
import type { ReleaseVolume } from '@/lib/admin/dto';
import { findReleaseWarnings } from '@/lib/admin/find-release-warnings';
import { listReleaseVolumes } from '@/lib/admin/list-release-volumes';
import { listReleaseVolumesSchema } from '@/lib/admin/schemas';
import { readProviderTotals, TOTAL_DAYS } from '@/lib/releases/read-provider-totals';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/admin/releases';

const numbers = [
  { key: 'today', header: 'Today' },
  { key: 'yesterday', header: 'Yesterday' },
  { key: 'permitted', header: `Permitted in ${TOTAL_DAYS} days` },
  { key: 'refused', header: `Refused in ${TOTAL_DAYS} days` },
] as const;

const columns: Column<ReleaseVolume>[] = [
  {
    key: 'provider',
    header: 'Data Provider',
    cell: ({ account }) => (
      <a href={`${PATH}/${account.id}`} className="text-link">
        <bdi>{account.displayName}</bdi>
      </a>
    ),
  },
  ...numbers.map(({ key, header }) => ({
    key,
    header,
    isNumber: true,
    cell: (volume: ReleaseVolume) => volume[key].toLocaleString('en-GB'),
  })),
];

export default async function ReleasesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const { page, problems, typed } = await readList({
    schema: listReleaseVolumesSchema,
    searchParams,
    read: listReleaseVolumes,
  });
  const totals = await readProviderTotals(null);
  return (
    <>
      <PageHeading title={['Releases', 'Operator']} intro={<CountedAt at={totals.countedAt} />} />
      <FlashNotes flash={{ problems }} />
      <ReleaseWarningsBody warnings={await findReleaseWarnings()} />
      <Section id="providers" heading="By Data Provider" intro="By account id.">
        <DataTable
          caption="Questions by Data Provider"
          columns={columns}
          rows={page.volumes}
          rowKey={({ account }) => account.id}
          empty={<EmptyState heading="No Data Provider" />}
        />
        <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
      </Section>
      <ReleaseTotals {...totals} />
    </>
  );
}
