import { asConfirmation, type AccessDocument } from '@/lib/access-records/dto';
import type { Db } from '@/lib/db/database';
import type { Credential, PortalSession, Prisma } from '@/lib/db/generated/client';
import type { FirstStored, PortalConfirmation } from './dto';
import { provedRecords } from './proved';
import type { SeenVersion } from './seen-version';
import { isByLink, whoConfirmed, type ConfirmationViewer } from './who-confirmed';

/** An access record as one customer sees it, with how it came to be as far as their session may be told. */
export type SeenRow = SeenVersion & {
  confirmation: PortalConfirmation | null;
  isOwnPermission: boolean;
};

const withRecord = {
  identityRecord: {
    select: {
      ir: true,
      accountId: true,
      expressedBy: true,
      createdAt: true,
      account: { select: { displayName: true } },
    },
  },
} as const satisfies Prisma.ReidentificationInclude;

type Confirming = Prisma.ReidentificationGetPayload<{ include: typeof withRecord }>;

/** What confirmations of many records were made with. */
interface Known {
  viewer: ConfirmationViewer;
  confirming: Map<string, Confirming>;
  passkeys: Map<string, Credential>;
  /** Display names of accounts. */
  names: Map<string, string>;
}

async function load(db: Db, session: PortalSession, rows: SeenVersion[]): Promise<Known> {
  const records = await provedRecords(db, session);
  const confirming = await db.reidentification.findMany({
    where: { tokenRef: { in: rows.flatMap(({ confirmationRef }) => confirmationRef ?? []) } },
    include: withRecord,
  });
  const passkeys = await db.credential.findMany({
    where: { id: { in: confirming.flatMap(({ credentialId }) => credentialId ?? []) } },
  });
  const accounts = await db.account.findMany({
    where: { id: { in: passkeys.map(({ enrolledByAccount }) => enrolledByAccount) } },
    select: { id: true, displayName: true },
  });
  return {
    viewer: {
      provedBy: session.provedBy,
      holderId: session.holderId,
      irs: records.map(({ ir }) => ir),
    },
    confirming: new Map(confirming.map((one) => [one.tokenRef, one])),
    passkeys: new Map(passkeys.map((passkey) => [passkey.id, passkey])),
    names: new Map(accounts.map(({ id, displayName }) => [id, displayName])),
  };
}

/** Where what confirmed was first stored: of a mailed link its address, which came with the Identity Record. */
function storedAs(confirming: Confirming, { passkeys, names }: Known, isLink: boolean) {
  const { identityRecord: record, credentialId } = confirming;
  if (isLink) {
    const { accountId, createdAt: at, account } = record;
    return { at, accountId, name: account.displayName, isInPortal: false };
  }
  const passkey = passkeys.get(credentialId ?? '');
  if (!passkey) return null;
  const { registeredAt: at, enrolledByAccount: accountId, addedInPortal: isInPortal } = passkey;
  return { at, accountId, name: names.get(accountId) ?? null, isInPortal };
}

/** Of somebody else only the organisation is named that the record shows anyway. */
function toFirstStored(
  row: SeenVersion,
  stored: ReturnType<typeof storedAs>,
  isOwn: boolean,
): FirstStored | null {
  if (!stored) return null;
  const { isInPortal } = stored;
  const isNamed = !isInPortal && (isOwn || stored.accountId === row.accountId);
  return { at: stored.at.toISOString(), through: isNamed ? stored.name : null, isInPortal };
}

/** How the organisation says that it came by an access that nobody confirmed. */
function wordsOf(document: AccessDocument): string | null {
  const { consent } = document['access-event'];
  const [controller] = document['record-metadata']['controller-arrangement'].controllers;
  return (
    consent?.method ?? controller?.['statutory-reference'] ?? controller?.['lia-reference'] ?? null
  );
}

function toConfirmation(row: SeenVersion, known: Known): PortalConfirmation | null {
  if (row.discovered) return null;
  const confirmation = asConfirmation(row.customerConfirmation);
  if (confirmation === null) {
    const says = wordsOf(row.document as unknown as AccessDocument);
    return { kind: 'registered', by: row.account.displayName, says };
  }
  const { viewer } = known;
  const confirming = known.confirming.get(row.confirmationRef ?? '') ?? null;
  const isLink = isByLink(confirmation);
  const { what, who } = whoConfirmed({
    ...{ confirmation, viewer, legalBasis: row.legalBasis },
    confirming: confirming && {
      ir: confirming.ir,
      holderId: known.passkeys.get(confirming.credentialId ?? '')?.holderId ?? null,
      isRepresentative: confirming.identityRecord.expressedBy === 'authorised-representative',
    },
  });
  const isOwn = who === 'you' || (confirming !== null && viewer.irs.includes(confirming.ir));
  return {
    ...{ kind: 'confirmed', what, who, means: isLink ? 'link' : 'passkey' },
    at: confirmation['confirmed-at'],
    method: confirmation.method,
    assurance: confirmation.assurance,
    isBound: confirmation.bound,
    proposalDigest: confirmation['proposal-digest'],
    stored: confirming && toFirstStored(row, storedAs(confirming, known, isLink), isOwn),
  };
}

/**
 * Whether a permission is stated as this customer's own: that they gave it is known, or the organisation says so
 * of a record of theirs and nobody has confirmed otherwise.
 */
function isOwnPermission(
  row: SeenVersion,
  confirmation: PortalConfirmation | null,
  { viewer }: Known,
): boolean {
  if (confirmation?.kind === 'confirmed') {
    return confirmation.who === 'you' && confirmation.what !== 'unchecked';
  }
  return row.ir !== null && viewer.irs.includes(row.ir);
}

/** Rows with how each came to be, as far as the session may be told. */
export async function withConfirmations(
  db: Db,
  session: PortalSession,
  rows: SeenVersion[],
): Promise<SeenRow[]> {
  if (rows.length === 0) return [];
  const known = await load(db, session, rows);
  return rows.map((row) => {
    const confirmation = toConfirmation(row, known);
    return { ...row, confirmation, isOwnPermission: isOwnPermission(row, confirmation, known) };
  });
}
