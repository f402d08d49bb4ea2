import type { TenancyChange } from '@/lib/db/generated/client';
import { formatDate } from '@/lib/platform/calendar';

/** The first answer to the report of a Change of Tenancy, as it is repeated ever after. */
export function tenancyChangeAnswer(change: TenancyChange) {
  return {
    mpxn: change.mpxn,
    'effective-date': formatDate(change.effectiveDate),
    'source-reference': change.sourceReference,
    'active-records-affected': change.activeRecordsAffected,
    'data-users-notified': change.dataUsersNotified,
  };
}
