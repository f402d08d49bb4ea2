import type { Db } from '@/lib/db/database';
import {
  Prisma,
  type Account,
  type Ceremony,
  type Credential,
  type Holder,
  type IdentityRecord,
  type RecordCredential,
  type Reidentification,
} from '@/lib/db/generated/client';
import { rowOf, wholeRow, type JoinedRow } from '@/lib/db/whole-rows';
import type { RecordWithCredentials } from '@/lib/identity-records/holders/usable-credentials';

/** A ceremony with all that its rules look at. */
export type LoadedCeremony = Ceremony & {
  reidentification: Reidentification & {
    /** Who asks. */
    account: Account;
    /** Who is asked, with whose record it is. */
    identityRecord: RecordWithCredentials & { account: Account };
  };
};

const fields = {
  ceremony: Prisma.CeremonyScalarFieldEnum,
  asked: Prisma.ReidentificationScalarFieldEnum,
  account: Prisma.AccountScalarFieldEnum,
  record: Prisma.IdentityRecordScalarFieldEnum,
  owner: Prisma.AccountScalarFieldEnum,
  holder: Prisma.HolderScalarFieldEnum,
  placed: Prisma.RecordCredentialScalarFieldEnum,
  credential: Prisma.CredentialScalarFieldEnum,
} as const;
type Part = keyof typeof fields;
type Model = {
  ceremony: Ceremony;
  asked: Reidentification;
  account: Account;
  record: IdentityRecord;
  owner: Account;
  holder: Holder;
  placed: RecordCredential;
  credential: Credential;
};

const keys: Record<Part, string> = {
  ceremony: 'id',
  asked: 'tokenRef',
  account: 'id',
  record: 'ir',
  owner: 'id',
  holder: 'id',
  placed: 'credentialId',
  credential: 'id',
};

/** Fields whose enum the database spells with hyphens. */
const hyphenated: readonly string[] = ['method', 'confirmedBy', 'provedBy'];

function partOf<P extends Part>(row: JoinedRow, part: P): Model[P] | null {
  const found = rowOf(row, part, fields[part], keys[part]);
  for (const field of hyphenated) {
    const value = found?.[field];
    if (found && typeof value === 'string') found[field] = value.replaceAll('-', '_');
  }
  return found as Model[P] | null;
}

function requirePart<P extends Part>(row: JoinedRow, part: P): Model[P] {
  const found = partOf(row, part);
  if (!found) throw new Error(`a ceremony has no ${part}`);
  return found;
}

const selected = (parts: readonly Part[]) =>
  parts.map((part) => wholeRow(part, fields[part])).join(', ');

const WHOLE_CEREMONY = `
  SELECT ${selected(['ceremony', 'asked', 'account', 'record', 'owner', 'holder', 'placed', 'credential'])}
    FROM ceremonies ceremony
    JOIN reidentifications asked ON asked.token_ref = ceremony.token_ref
    JOIN accounts account ON account.id = asked.account_id
    JOIN identity_records record ON record.ir = asked.ir
    JOIN accounts owner ON owner.id = record.account_id
    LEFT JOIN holders holder ON holder.id = record.holder_id
    LEFT JOIN record_credentials placed ON placed.ir = record.ir
    LEFT JOIN credentials credential ON credential.id = placed.credential_id
      AND (credential.enrolled_for_ir = record.ir
           OR EXISTS (SELECT 1 FROM identity_records made JOIN accounts maker ON maker.id = made.account_id
                       WHERE made.ir = credential.enrolled_for_ir AND maker.status = 'active'
                         AND made.voided_at IS NULL))`;

/**
 * A ceremony by its id or its session's hash, in one statement: all of it as of one instant, at a sixth of
 * what a statement for each table takes. A passkey that was made for another Identity Record which proves
 * nothing now is left out (docs/api/passkeys.md#accounts-that-fell).
 */
export async function loadCeremony(
  db: Db,
  by: 'id' | 'session_hash',
  value: string,
): Promise<LoadedCeremony | null> {
  const rows = await db.$queryRawUnsafe<JoinedRow[]>(
    `${WHOLE_CEREMONY} WHERE ceremony.${by} = $1`,
    value,
  );
  const [first] = rows;
  if (!first) return null;
  const credentials = rows.flatMap((row) => {
    const [placed, credential] = [partOf(row, 'placed'), partOf(row, 'credential')];
    return placed && credential ? { ...placed, credential } : [];
  });
  return {
    ...requirePart(first, 'ceremony'),
    reidentification: {
      ...requirePart(first, 'asked'),
      account: requirePart(first, 'account'),
      identityRecord: {
        ...requirePart(first, 'record'),
        account: requirePart(first, 'owner'),
        holder: partOf(first, 'holder'),
        credentials,
      },
    },
  };
}

/** Locks a passkey until the transaction ends and answers it as it then stands. */
export async function lockCredential(
  tx: Db,
  id: string,
): Promise<(Credential & { holder: Holder }) | null> {
  const [row] = await tx.$queryRawUnsafe<JoinedRow[]>(
    `SELECT ${selected(['credential', 'holder'])}
       FROM credentials credential JOIN holders holder ON holder.id = credential.holder_id
      WHERE credential.id = $1 FOR UPDATE OF credential`,
    id,
  );
  return row ? { ...requirePart(row, 'credential'), holder: requirePart(row, 'holder') } : null;
}
