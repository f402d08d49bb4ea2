import { db } from '@/lib/db/database';
import { log } from '@/lib/platform/log';
import { foldedEmailHash, openEmail } from './email-vault';
import { unwrapRecordKey } from './record-key';

/** Rows of one transaction: so few that no request waits long while they are decrypted. */
const BATCH = 100;

/** Records behind `after` that were stored before look-ups folded case, each with its key. */
function findUnfolded(after: string) {
  return db().identityRecord.findMany({
    where: { ir: { gt: after }, emailHash: { not: null }, emailFoldedHash: null },
    select: { ir: true, emailCiphertext: true, recordKey: true },
    orderBy: { ir: 'asc' },
    take: BATCH,
  });
}

type Unfolded = Awaited<ReturnType<typeof findUnfolded>>[number];

/** The hash that a record lacks, or null where the key ring cannot read its address. */
function hashOf({ ir, emailCiphertext, recordKey }: Unfolded): string | null {
  if (!emailCiphertext || !recordKey) return null;
  try {
    return foldedEmailHash(openEmail(ir, unwrapRecordKey(ir, recordKey), emailCiphertext));
  } catch (error) {
    log().warn({ err: error, ir }, 'the address of a record cannot be read');
    return null;
  }
}

async function store(hashes: { ir: string; hash: string }[]): Promise<void> {
  const irs = hashes.map(({ ir }) => ir);
  const values = hashes.map(({ hash }) => hash);
  // One that was anonymised meanwhile stays without.
  await db().$executeRaw`
    UPDATE identity_records AS record SET email_folded_hash = folded.hash
      FROM unnest(${irs}::text[], ${values}::text[]) AS folded(ir, hash)
     WHERE record.ir = folded.ir AND record.email_hash IS NOT NULL`;
}

/**
 * Makes the look-up hashes of records that were stored before look-ups folded case, which takes their
 * addresses and so cannot be a migration. Records whose key is lost are left as they are. Several
 * processes may do it at once, and one that is stopped goes on at its next start.
 *
 * @returns how many were made
 */
export async function foldStoredEmails(isStopped: () => boolean = () => false): Promise<number> {
  let made = 0;
  for (let after = ''; !isStopped();) {
    const records = await findUnfolded(after);
    const last = records.at(-1);
    if (!last) break;
    const hashes = records.flatMap((record) => {
      const hash = hashOf(record);
      return hash === null ? [] : [{ ir: record.ir, hash }];
    });
    await store(hashes);
    made += hashes.length;
    after = last.ir;
  }
  return made;
}
