import type { AccessRecord, Prisma } from '@/lib/db/generated/client';
import type { SeenRecord } from '@/lib/meter-points/find-seen';

/** What to load with an access record so that its customer can be shown it. */
export const withRow = {
  account: {
    select: {
      ...{ id: true, displayName: true, contactUrl: true, status: true, redirectUrls: true },
      statutory: true,
    },
  },
  discovered: true,
  changes: {
    where: { state: 'REVOKED' },
    orderBy: { at: 'desc' },
    take: 1,
    select: { id: true, at: true, accountId: true },
  },
} as const satisfies Prisma.AccessRecordInclude;

export type LoadedRow = Prisma.AccessRecordGetPayload<{ include: typeof withRow }>;

/** An access record as one customer sees it: in the version, state and dates of their own view. */
export type SeenVersion = LoadedRow & {
  seen: SeenRecord;
  /**
   * When the record was made by which an organisation that the DCC saw is registered; null when it is not.
   */
  supersededAt: Date | null;
};

/** The columns of a row by which an owner is known. */
export type SeenOwner = Pick<AccessRecord, 'ak'> & { account: LoadedRow['account'] };
