import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Account, DiscoveredAccess } from '@/lib/db/generated/client';
import type { AccessDocument } from './dto';

/** Names are the same whatever their case and spaces. */
function fold(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/**
 * Whether an account's record speaks for the organisation that the DCC saw: by the account's
 * organisation reference; only if the account has none, by a controller of the same name (contract §8).
 */
function speaksFor(
  account: Pick<Account, 'organisationReference'>,
  document: AccessDocument,
  discovered: DiscoveredAccess,
): boolean {
  if (account.organisationReference !== null) {
    return account.organisationReference === discovered.organisationReference;
  }
  const { controllers } = document['record-metadata']['controller-arrangement'];
  return controllers.some(({ name }) => fold(name) === fold(discovered.organisationName));
}

/** One at a time for a meter point, so that a report and a registration see each other. */
export async function lockDiscovered(tx: Tx, mpxn: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${mpxn}, 8))`;
}

/** Marks what the DCC saw as superseded by the record `ak`, where it is of the same organisation. */
export async function supersedeDiscovered(tx: Tx, accountId: string, ak: string): Promise<void> {
  const record = await tx.accessRecord.findUniqueOrThrow({
    where: { ak },
    include: { account: true },
  });
  await lockDiscovered(tx, record.mpxn);
  const open = await tx.discoveredAccess.findMany({
    where: { mpxn: record.mpxn, supersededBy: null },
  });
  const document = record.document as unknown as AccessDocument;
  for (const discovered of open) {
    if (!speaksFor(record.account, document, discovered)) continue;
    await tx.discoveredAccess.update({
      where: { ak: discovered.ak },
      data: { supersededBy: ak },
    });
    await recordAudit(tx, { type: 'access-record.superseded', accountId, ak: discovered.ak });
  }
}

/** The ACTIVE record by which an organisation is registered already at the meter point, or null. */
export async function findSupersedingKey(
  tx: Tx,
  discovered: DiscoveredAccess,
  at: Date,
): Promise<string | null> {
  const records = await tx.accessRecord.findMany({
    where: {
      mpxn: discovered.mpxn,
      state: 'ACTIVE',
      OR: [{ expiry: null }, { expiry: { gt: at } }],
    },
    orderBy: { createdAt: 'desc' },
    include: { account: true },
  });
  const found = records.find((record) =>
    speaksFor(record.account, record.document as unknown as AccessDocument, discovered),
  );
  return found?.ak ?? null;
}
