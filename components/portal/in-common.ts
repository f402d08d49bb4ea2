import type { PortalEntry } from '@/lib/portal/dto';
import { basisKey } from './basis-key';

/** What several accesses have in common, which their card says once; of a single one nothing. */
export interface InCommon {
  basis: boolean;
  data: boolean;
  /** What several are for, so that only their legal basis tells one from the other. */
  repeatedPurposes: ReadonlySet<string | null>;
}

const allEqual = (values: string[]) => values.length > 1 && new Set(values).size === 1;

export function inCommonOf(entries: PortalEntry[]): InCommon {
  const purposes = entries.map(({ purpose }) => purpose);
  return {
    repeatedPurposes: new Set(purposes.filter((purpose, at) => purposes.indexOf(purpose) !== at)),
    basis: allEqual(entries.map((entry) => basisKey(entry))),
    data: allEqual(entries.map(({ dataTypes }) => [...dataTypes].sort().join())),
  };
}
