import type { PortalEntry } from '@/lib/portal/dto';
import { basisKey } from './basis-key';

/** What several accesses have in common, which their card says once; of a single one nothing. */
export interface InCommon {
  basis: boolean;
  data: boolean;
}

const allEqual = (values: string[]) => values.length > 1 && new Set(values).size === 1;

export function inCommonOf(entries: PortalEntry[]): InCommon {
  return {
    basis: allEqual(entries.map((entry) => basisKey(entry))),
    data: allEqual(entries.map(({ dataTypes }) => [...dataTypes].sort().join())),
  };
}
