import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { Account, IdentityRecord, Prisma } from '@/lib/db/generated/client';
import { afterCommit, inTransaction } from '@/lib/db/transaction';
import { proves } from '@/lib/identity-records/proves';
import { withoutFallenPasskeys } from '@/lib/identity-records/without-fallen-passkeys';
import { consumeLimits, requireLeft, type LimitUse } from '@/lib/limits/consume-limits';
import { mailUses } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import { ceremonySession, sessionHash } from '@/lib/ceremonies/passkey/ceremony-session';
import { isCreatorsFlow, type Flow } from '@/lib/identity-records/holders/creators-flow';
import type { RecordWithCredentials } from '@/lib/identity-records/holders/usable-credentials';
import { now, secondsFrom } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { ConflictError, NotFoundError, UnprocessableError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';
import { requireFittingStart } from './require-fitting-start';
import { isMethodAvailable } from './available-methods';
import { refuseWhilePaused } from './decline-pause';
import { isReturnBound, proposeAccess } from './propose-access';
import { countReidentification } from '@/lib/reidentification/reidentification-metrics';
import type { Method } from '@/lib/vocabulary/reidentification-methods';
import type { StartInput } from '@/lib/reidentification/schemas';
import { toStoredMethod } from '@/lib/reidentification/status';

const LIFETIME_S: Record<Method, number> = {
  'magic-link': 15 * 60,
  'passkey-assert': 5 * 60,
  'passkey-register': 5 * 60,
};
/** A proposal is to be read before it is answered. */
const LIFETIME_WITH_PROPOSAL_S = 15 * 60;

function lifetimeOf(input: StartInput): number {
  return input['proposed-access'] ? LIFETIME_WITH_PROPOSAL_S : LIFETIME_S[input.method];
}

/** @throws {ConflictError} anonymised, or voided by the operator */
function refuseEnded({ anonymisedAt, voidedAt }: IdentityRecord): void {
  if (anonymisedAt) throw new ConflictError('This Identity Record was anonymised.');
  if (voidedAt) throw new ConflictError('This Identity Record was voided by the operator.');
}

async function requireMethod(
  found: RecordWithCredentials,
  flow: Flow,
  method: Method,
): Promise<void> {
  const [record] = await withoutFallenPasskeys(db(), [found]);
  if (record && isMethodAvailable(record, flow, method, now())) return;
  throw method === 'magic-link'
    ? new UnprocessableError('VAL002', 'No e-mail is stored on this record.', 'method')
    : new UnprocessableError('VAL003', 'No passkey is registered on this record.', 'method');
}

/** Whether a passkey made in this flow is announced to the record's address. */
function causesNotice(record: RecordWithCredentials, flow: Flow, method: Method): boolean {
  return method === 'passkey-register' && record.emailHash !== null && isCreatorsFlow(flow, record);
}

export interface StartOptions {
  account: Account;
  record: RecordWithCredentials;
  input: StartInput;
  crossOrganisation: boolean;
  /** What the asking itself counts against, together with what is started. */
  asking?: LimitUse[];
}

interface Inserted {
  tokenRef: string;
  at: Date;
  expiresAt: Date;
  returnUrl: string | null;
  linkKeyId: string;
}

/** Queues the mail of a link. */
async function queueLink(
  tx: Tx,
  { account, record }: StartOptions,
  { tokenRef, expiresAt, returnUrl }: Inserted,
) {
  const mail = { ir: record.ir, subjectRef: tokenRef, locale: 'en', causedBy: account } as const;
  await queueMail(tx, { kind: 'magic-link', ...mail });
  const { emailMask } = record;
  if (emailMask === null) throw new Error('a record with an e-mail keeps its mask');
  return {
    'dispatched-to': emailMask,
    'expires-at': expiresAt.toISOString(),
    'token-ref': tokenRef,
    'redirect-url': returnUrl,
  };
}

/** Makes the hosted page of a ceremony. */
async function createCeremony(
  tx: Tx,
  { input }: StartOptions,
  { tokenRef, at, expiresAt, returnUrl, linkKeyId }: Inserted,
) {
  const id = newId('cer');
  const session = ceremonySession(id, linkKeyId);
  await tx.ceremony.create({
    data: { id, tokenRef, createdAt: at, sessionHash: sessionHash(session) },
  });
  const page = input.method === 'passkey-assert' ? 'assert' : 'register';
  return {
    'redirect-url': `${env().ORIGIN}/passkey/${page}?session=${session}`,
    'token-ref': tokenRef,
    'expires-at': expiresAt.toISOString(),
    'return-url': returnUrl,
  };
}

/** The row, its ceremony or its mail, and its audit event; in the caller's transaction. */
export async function insertReidentification(tx: Tx, options: StartOptions) {
  const { account, record, input, crossOrganisation } = options;
  const { method } = input;
  const at = now();
  const tokenRef = newId('mlr');
  const returnUrl = requireFittingStart(account, input);
  const expiresAt = secondsFrom(at, lifetimeOf(input));
  const linkKeyId = activeKey('link').id;
  const proposed = proposeAccess(input['proposed-access'], { account, record, tokenRef });
  await tx.reidentification.create({
    data: {
      ...{ tokenRef, expiresAt, returnUrl, linkKeyId, crossOrganisation },
      ir: record.ir,
      accountId: account.id,
      method: toStoredMethod(method),
      createdAt: at,
      state: input.state,
      bindReturn: isReturnBound(input, returnUrl),
      proposal: (proposed['proposed-access'] ?? undefined) as Prisma.InputJsonValue | undefined,
      proposalDigest: proposed['proposal-digest'],
    },
  });
  await recordAudit(tx, {
    type: 'reidentification.started',
    accountId: account.id,
    ir: record.ir,
    tokenRef,
    detail: { method, 'cross-organisation': crossOrganisation },
  });
  afterCommit(tx, () => countReidentification(toStoredMethod(method), 'started'));
  const inserted: Inserted = { tokenRef, at, expiresAt, returnUrl, linkKeyId };
  return method === 'magic-link'
    ? { method, 'magic-link': await queueLink(tx, options, inserted), passkey: null, ...proposed }
    : {
        method,
        'magic-link': null,
        passkey: await createCeremony(tx, options, inserted),
        ...proposed,
      };
}

/**
 * Starts a re-identification on a record (docs/api/re-identification.md#starting).
 * @throws {ValidationError} return URL or proposal; {@link UnprocessableError} method not available;
 *   {@link ConflictError} record anonymised or voided; {@link NotFoundError} its account fell meanwhile;
 *   {@link RateLimitError}
 */
export async function startReidentification(options: StartOptions) {
  const { account, record, input, crossOrganisation } = options;
  const flow = { accountId: account.id, crossOrganisation };
  requireFittingStart(account, input);
  refuseEnded(record);
  await requireMethod(record, flow, input.method);
  return inTransaction(async (tx) => {
    // Shared with anonymising, which locks the row for itself.
    await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${record.ir} FOR SHARE`;
    const { ir } = record;
    const include = { account: true };
    const current = await tx.identityRecord.findUniqueOrThrow({ where: { ir }, include });
    refuseEnded(current);
    if (!proves(current)) throw new NotFoundError('An Identity Record at this meter point');
    await refuseWhilePaused(tx, { ir: record.ir, accountId: account.id });
    // The notice counts when it is queued; what could not be told is not begun.
    if (causesNotice(record, flow, input.method)) {
      await requireLeft(tx, mailUses(record, account));
    }
    const started: LimitUse = {
      name: 'reidentify-record-account',
      parts: [record.ir, account.id],
    };
    await consumeLimits(tx, [...(options.asking ?? []), started]);
    return insertReidentification(tx, options);
  });
}
