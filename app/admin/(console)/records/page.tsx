import { RecordList, recordFilters } from '@/components/access-records/record-list';
import { allStateOptions } from '@/components/admin/words';
import { searchRecordsQuerySchema } from '@/lib/access-records/schemas';
import { findRecords } from '@/lib/admin/search-records';
import { requireConsole } from '../../../open-console';
import { readList, type SearchParams } from '../../../read-list';

export default async function AllRecordsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireConsole('admin');
  const list = await readList({
    schema: searchRecordsQuerySchema,
    searchParams,
    filters: recordFilters,
    read: findRecords,
  });
  return (
    <RecordList
      path="/admin/records"
      consoleName="Operator"
      search={{ label: 'Access key, meter point, DUID or reference', maxLength: 128 }}
      states={allStateOptions}
      columns={['state', 'mpxn', 'lead', 'basis', 'confirmation', 'registered', 'expiry']}
      advice={{
        noMatch: 'A search takes a whole key, meter point, DUID or reference.',
        none: null,
      }}
      list={list}
    />
  );
}
