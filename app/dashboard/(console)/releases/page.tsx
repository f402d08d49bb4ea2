import { TextInput } from '@/components/console/fields';
import { FilterForm } from '@/components/console/filter-form';
import { FlashNotes } from '@/components/console/flash-notes';
import { PageHeading } from '@/components/console/page-heading';
import { Pager } from '@/components/console/pager';
import { ReleasesTable } from '@/components/dashboard/releases-table';
import { browseReleases } from '@/lib/releases/browse-releases';
import { browseReleasesSchema } from '@/lib/releases/release-schemas';
import { requireRole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

const PATH = '/dashboard/releases';

export default async function ReleasesPage({ searchParams }: { searchParams: SearchParams }) {
  const account = await requireRole('data-user', ['data_provider']);
  const { page, problems, typed, isSet } = await readList({
    schema: browseReleasesSchema,
    searchParams,
    filters: ['until'],
    read: (query) => browseReleases(account.id, query),
  });
  return (
    <>
      <PageHeading
        title={['Releases', 'Dashboard']}
        intro="What you asked in the last thirteen months and what you were answered, the last first. The same question with the same answer on one day is one line. Questions with keys that the register does not know are counted together."
      />
      <FlashNotes flash={{ problems }} />
      <FilterForm action={PATH} label="Releases" isSet={isSet}>
        <TextInput
          name="until"
          label="Up to the day"
          type="date"
          defaultValue={typed.until}
          problems={problems}
        />
      </FilterForm>
      <ReleasesTable releases={page.releases} />
      <Pager path={PATH} query={typed} nextCursor={page['next-cursor']} />
    </>
  );
}
