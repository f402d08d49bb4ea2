/**
 * Bytes of the body of an access record (docs/api/access-records.md#the-body): whoever lists a meter point
 * loads many of them. A proposal has no more.
 */
export const MOST_RECORD_BYTES = 32 * 1024;
