import { db } from '@/lib/db/database';
import { createWithEnrolment } from '@/lib/ceremonies/create-with-enrolment';
import { createIdentityRecordSchema } from '@/lib/identity-records/schemas';
import { dayFrom, instantFrom } from './day-from';
import { households, type DemoHousehold } from './households';

/** The Identity Records of the demo: by household and account. */
export type DemoRecords = ReadonlyMap<string, string>;

export function recordKeyOf(household: string, account: string): string {
  return `${household} ${account}`;
}

/** What is there of an earlier load: by address and account, since its dates were counted from then. */
async function findRecord(
  { mpxn, email }: DemoHousehold,
  accountId: string,
): Promise<string | null> {
  const found = await db().identityRecord.findFirst({
    where: { mpxn, accountId, emailHash: email === null ? null : { not: null } },
  });
  return found?.ir ?? null;
}

async function createRecord(
  household: DemoHousehold,
  accountId: string,
  start: Date,
): Promise<string> {
  const account = await db().account.findUniqueOrThrow({ where: { id: accountId } });
  const { mpxn, email, addressLine1, townCity, postcode, movedInDaysAgo } = household;
  const input = createIdentityRecordSchema.parse({
    'pii-principal': {
      mpxn,
      'move-in-date': dayFrom(start, -movedInDaysAgo),
      address: { addressLine1, townCity, postcode },
    },
    'expressed-by': 'data-subject',
    'principal-verification': {
      method: 'bill and bank statement',
      'verified-at': instantFrom(start, 1 - movedInDaysAgo),
      outcome: 'verified',
    },
    email,
  });
  return (await createWithEnrolment(account, input)).ir;
}

/** Creates what is missing of the demo's Identity Records, and answers all of them. */
export async function loadHouseholds(start: Date): Promise<DemoRecords> {
  const records = new Map<string, string>();
  for (const household of households) {
    for (const account of household.knownTo) {
      const ir =
        (await findRecord(household, account)) ?? (await createRecord(household, account, start));
      records.set(recordKeyOf(household.name, account), ir);
    }
  }
  return records;
}
