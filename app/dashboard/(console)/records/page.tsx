import { RecordList, recordFilters } from '@/components/access-records/record-list';
import { stateOptions } from '@/components/console/words';
import { searchOwnRecordsQuerySchema } from '@/lib/access-records/schemas';
import { searchOwnRecords } from '@/lib/access-records/search-own-records';
import { requireRole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

export default async function RecordsPage({ searchParams }: { searchParams: SearchParams }) {
  const account = await requireRole('data-user', ['data_user']);
  const list = await readList({
    schema: searchOwnRecordsQuerySchema,
    searchParams,
    filters: recordFilters,
    read: (query) => searchOwnRecords(account.id, query),
  });
  return (
    <RecordList
      path="/dashboard/records"
      consoleName="Dashboard"
      search={{ label: 'Access key, meter point or your reference', maxLength: 500 }}
      states={stateOptions}
      columns={[
        ...(['state', 'mpxn', 'registered', 'expiry', 'lead', 'basis'] as const),
        ...(['confirmation', 'purpose'] as const),
      ]}
      advice={{
        noMatch: 'A search takes a whole access key, a whole meter point or a whole reference.',
        none: 'Your software registers them by the API.',
      }}
      list={list}
    />
  );
}
