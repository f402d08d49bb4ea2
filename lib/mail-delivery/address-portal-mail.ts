import type { AccessDocument } from '@/lib/access-records/dto';
import { whoAnswers } from '@/lib/access-records/who-answers';
import { db } from '@/lib/db/database';
import type { IdentityRecord, Mail } from '@/lib/db/generated/client';
import { decryptEmail } from '@/lib/identity-records/email-vault';
import { linkUrl, proofCode } from '@/lib/mail/link-token';
import { mpxnEnding } from '@/lib/vocabulary/mpxn';
import { shortReference } from '@/lib/vocabulary/short-reference';
import { findUndo } from '@/lib/identity-records/holders/find-undo';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import type { AddressedMail } from './addressed-mail';
import { confirmedFacts } from './confirmed-facts';
import { confirmedReceipt } from './confirmed-receipt';
import { mailKindSchema, passkeyAddedDetailSchema, receiptDetailSchema } from '@/lib/mail/schemas';
import type { PortalMailFacts } from '@/lib/mail/templates/mail-facts';

interface Reached {
  to: string;
  meterPointEnding: string;
}

async function reach(mail: Mail): Promise<Reached | null> {
  const record: IdentityRecord | null = await db().identityRecord.findUnique({
    where: { ir: mail.ir ?? '' },
  });
  if (!record?.emailCiphertext || record.mpxn === null) return null;
  return { to: await decryptEmail(record), meterPointEnding: mpxnEnding(record.mpxn) };
}

async function signInFacts(mail: Mail, meterPointEnding: string): Promise<PortalMailFacts | null> {
  const signIn = await db().portalSignIn.findUnique({ where: { id: mail.subjectRef } });
  if (!signIn || signIn.usedAt !== null || signIn.expiresAt <= now()) return null;
  const { id, expiresAt, createdAt, linkKeyId: keyId } = signIn;
  return {
    kind: 'portal-sign-in',
    meterPointEnding,
    link: await linkUrl({ purpose: 'portal', ref: id, expiresAt, keyId }),
    code: proofCode({ proofId: id, keyId }),
    minutes: Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000),
    expiresAt,
  };
}

/** The change of an access record that a mail is about, with the record and whose it is. */
async function findChange(id: string) {
  return db().accessRecordChange.findUnique({
    where: { id },
    select: {
      id: true,
      at: true,
      accessRecord: { select: { document: true, account: { select: { displayName: true } } } },
    },
  });
}

/** The receipt to attach to a mail; null when there is none. */
async function receiptOf(mail: Mail): Promise<string | null> {
  if (mail.kind === 'consent-confirmed') return confirmedReceipt(mail);
  if (mail.kind !== 'withdrawal-receipt') return null;
  return receiptDetailSchema.parse(mail.detail).receipt ?? null;
}

const checkPage = () => `${new URL(env().ORIGIN).host}/receipts/check`;

/** What a mail is made from beside its row. */
interface About {
  meterPointEnding: string;
  receipt: string | null;
}

async function receiptFacts(mail: Mail, about: About): Promise<PortalMailFacts | null> {
  const { meterPointEnding, receipt } = about;
  const change = await findChange(mail.subjectRef);
  if (!change) return null;
  const { document, account } = change.accessRecord;
  const { controllers, through } = whoAnswers(
    document as unknown as AccessDocument,
    account.displayName,
  );
  return {
    kind: 'withdrawal-receipt',
    organisation: controllers[0]?.name ?? account.displayName,
    through,
    meterPointEnding,
    withdrawnAt: change.at,
    reference: shortReference(change.id),
    checkPage: receipt === null ? null : checkPage(),
  };
}

/**
 * Names only who did it, by its name in the register. An organisation must not be able to have words of its
 * own mailed to a customer.
 */
async function changedFacts(mail: Mail, meterPointEnding: string): Promise<PortalMailFacts | null> {
  const change = await findChange(mail.subjectRef);
  if (!change) return null;
  const organisation = change.accessRecord.account.displayName;
  return { kind: 'record-changed', organisation, meterPointEnding, changedAt: change.at };
}

async function notAskedFacts(mail: Mail, ending: string): Promise<PortalMailFacts | null> {
  const record = await db().accessRecord.findUnique({
    where: { ak: mail.subjectRef },
    select: { account: { select: { displayName: true } } },
  });
  if (!record) return null;
  return {
    kind: 'consent-not-asked',
    organisation: record.account.displayName,
    meterPointEnding: ending,
    registeredAt: mail.createdAt,
  };
}

async function passkeyFacts(mail: Mail, meterPointEnding: string): Promise<PortalMailFacts | null> {
  const undo = await findUndo(db(), mail.subjectRef);
  if (!undo) return null;
  const { keyId } = passkeyAddedDetailSchema.parse(mail.detail);
  const { id: ref, createdAt: addedAt, expiresAt: undoUntil } = undo;
  return {
    kind: 'portal-passkey-added',
    meterPointEnding,
    link: await linkUrl({ purpose: 'undo', ref, expiresAt: undoUntil, keyId }),
    addedAt,
    undoUntil,
  };
}

async function factsOf(mail: Mail, about: About): Promise<PortalMailFacts | null> {
  const { meterPointEnding: ending } = about;
  switch (mailKindSchema.parse(mail.kind)) {
    case 'portal-sign-in':
      return signInFacts(mail, ending);
    case 'portal-opened':
      return { kind: 'portal-opened', meterPointEnding: ending, openedAt: mail.createdAt };
    case 'identity-record-voided':
      return { kind: 'identity-record-voided', meterPointEnding: ending, voidedAt: mail.createdAt };
    case 'withdrawal-receipt':
      return receiptFacts(mail, about);
    case 'consent-confirmed':
      return about.receipt === null
        ? null
        : confirmedFacts(about.receipt, { meterPointEnding: ending, checkPage: checkPage() });
    case 'record-changed':
      return changedFacts(mail, ending);
    case 'consent-not-asked':
      return notAskedFacts(mail, ending);
    case 'portal-passkey-added':
      return passkeyFacts(mail, ending);
    case 'portal-passkey-removed':
      return {
        kind: 'portal-passkey-removed',
        meterPointEnding: ending,
        removedAt: mail.createdAt,
      };
    default:
      throw new Error(`${mail.kind} is no mail of the portal`);
  }
}

/** The recipient and the content of a mail of the portal; null when it has become pointless. */
export async function addressPortalMail(mail: Mail): Promise<AddressedMail | null> {
  const reached = await reach(mail);
  if (!reached) return null;
  const { meterPointEnding } = reached;
  const receipt = await receiptOf(mail);
  const facts = await factsOf(mail, { meterPointEnding, receipt });
  if (!facts) return null;
  const addressed = { to: reached.to, facts, accountId: null, tokenRef: null };
  if (receipt === null) return addressed;
  const filename = `meter-data-receipt-${mail.createdAt.toISOString().slice(0, 10)}.jwt`;
  return {
    ...addressed,
    attachments: [{ filename, contentType: 'application/jose', content: receipt }],
  };
}
