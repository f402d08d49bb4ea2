import { db } from '@/lib/db/database';
import type { Account, IdentityRecord, Mail } from '@/lib/db/generated/client';
import { decryptEmail } from '@/lib/identity-records/email-vault';
import { linkUrl, proofCode } from '@/lib/mail/link-token';
import { mpxnEnding } from '@/lib/vocabulary/mpxn';
import { shortReference } from '@/lib/vocabulary/short-reference';
import { findUndo } from '@/lib/identity-records/holders/find-undo';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { toAskView, withAsk, type AskRow } from '@/lib/ceremonies/ask-view';
import { isPending } from '@/lib/ceremonies/ending-view';
import { returnHost } from '@/lib/ceremonies/return-location';
import { findAlertAddress } from '@/lib/webhooks/find-alert-address';
import { addressPortalMail } from './address-portal-mail';
import type { AddressedMail } from './addressed-mail';
import {
  mailKindSchema,
  passkeyAddedDetailSchema,
  redirectHostDetailSchema,
  webhookDisabledDetailSchema,
  webhookUndeliveredDetailSchema,
} from '@/lib/mail/schemas';

/** The address of a record and what a mail to it is about; null when it no longer has an address. */
async function reach(account: Account, record: IdentityRecord) {
  if (record.anonymisedAt || !record.emailCiphertext || record.mpxn === null) return null;
  return {
    to: await decryptEmail(record),
    ask: { organisation: account.displayName, meterPointEnding: mpxnEnding(record.mpxn) },
  };
}

/** What a mail says of what the organisation will use: no word of the request. */
function aboutUse(asked: AskRow) {
  const { proposal, isBound } = toAskView(asked);
  return {
    reference: shortReference(asked.tokenRef),
    isBound,
    proposal: proposal && {
      dataTypes: proposal.dataTypes,
      until: proposal.until === null ? null : new Date(proposal.until),
      asksPermission: proposal.asksPermission,
    },
  };
}

function wayBack(asked: AskRow, expiresAt: Date, mail: Mail) {
  return {
    returnHost: returnHost(asked, asked.account),
    expiresAt,
    minutes: Math.max(1, Math.round((expiresAt.getTime() - mail.createdAt.getTime()) / 60_000)),
  };
}

async function addressMagicLink(mail: Mail): Promise<AddressedMail | null> {
  const asked = await db().reidentification.findUnique({
    where: { tokenRef: mail.subjectRef },
    include: withAsk,
  });
  if (!asked || !isPending(asked)) return null;
  const reached = await reach(asked.account, asked.identityRecord);
  if (!reached) return null;
  const { tokenRef, expiresAt, linkKeyId: keyId } = asked;
  return {
    to: reached.to,
    facts: {
      kind: 'magic-link',
      ...reached.ask,
      ...wayBack(asked, expiresAt, mail),
      ...aboutUse(asked),
      link: await linkUrl({ purpose: 'confirm', ref: tokenRef, expiresAt, keyId }),
    },
    accountId: asked.accountId,
    tokenRef,
  };
}

async function addressEmailProof(mail: Mail): Promise<AddressedMail | null> {
  const proof = await db().emailProof.findUnique({
    where: { id: mail.subjectRef },
    include: {
      identityRecord: true,
      ceremony: { include: { reidentification: { include: withAsk } } },
    },
  });
  if (!proof || proof.usedAt !== null || proof.expiresAt <= now()) return null;
  const asked = proof.ceremony.reidentification;
  const reached = await reach(asked.account, proof.identityRecord);
  if (!isPending(asked) || !reached) return null;
  const { id, expiresAt, linkKeyId: keyId } = proof;
  return {
    to: reached.to,
    facts: {
      kind: 'email-proof',
      ...reached.ask,
      ...wayBack(asked, expiresAt, mail),
      ...aboutUse(asked),
      link: await linkUrl({ purpose: 'prove', ref: id, expiresAt, keyId }),
      code: proofCode({ proofId: id, keyId }),
    },
    accountId: asked.accountId,
    tokenRef: asked.tokenRef,
  };
}

async function addressPasskeyAdded(mail: Mail): Promise<AddressedMail | null> {
  const undo = await findUndo(db(), mail.subjectRef);
  if (!undo) return null;
  const [account, record] = await Promise.all([
    db().account.findUnique({ where: { id: undo.accountId } }),
    db().identityRecord.findUnique({ where: { ir: undo.ir } }),
  ]);
  const reached = account && record && (await reach(account, record));
  if (!reached) return null;
  const { id: ref, createdAt: addedAt, expiresAt } = undo;
  const { keyId } = passkeyAddedDetailSchema.parse(mail.detail);
  return {
    to: reached.to,
    facts: {
      kind: 'passkey-added',
      ...reached.ask,
      link: await linkUrl({ purpose: 'undo', ref, expiresAt, keyId }),
      addedAt,
      undoUntil: expiresAt,
    },
    accountId: undo.accountId,
    tokenRef: null,
  };
}

async function addressRedirectHost(mail: Mail): Promise<AddressedMail | null> {
  const account = await db().account.findUnique({ where: { id: mail.subjectRef } });
  if (!account) return null;
  return {
    to: env().OPERATOR_EMAIL,
    facts: {
      kind: 'redirect-host-added',
      organisation: account.displayName,
      accountId: account.id,
      host: redirectHostDetailSchema.parse(mail.detail).host,
      addedAt: mail.createdAt,
    },
    accountId: account.id,
    tokenRef: null,
  };
}

/** The recipient and the facts of a mail about a webhook; null when the webhook was deleted. */
async function reachOwner(mail: Mail) {
  const found = await findAlertAddress(mail.subjectRef);
  if (!found) return null;
  const { to, account, host } = found;
  const about = { organisation: account.displayName, wid: mail.subjectRef, host };
  return { to, about: { ...about, at: mail.createdAt }, accountId: account.id };
}

async function addressWebhookUndelivered(mail: Mail): Promise<AddressedMail | null> {
  const { eventId } = webhookUndeliveredDetailSchema.parse(mail.detail);
  const reached = await reachOwner(mail);
  const event = await db().webhookEvent.findUnique({ where: { eventId } });
  if (!reached || !event) return null;
  const { to, about, accountId } = reached;
  const { eventType } = event;
  return {
    to,
    facts: { kind: 'webhook-undelivered', ...about, eventId, eventType },
    accountId,
    tokenRef: null,
  };
}

async function addressWebhookDisabled(mail: Mail): Promise<AddressedMail | null> {
  const { reason } = webhookDisabledDetailSchema.parse(mail.detail);
  const reached = await reachOwner(mail);
  if (!reached) return null;
  const { to, about, accountId } = reached;
  return { to, facts: { kind: 'webhook-disabled', ...about, reason }, accountId, tokenRef: null };
}

/**
 * The recipient and the content of a queued mail, made from the rows that it refers to. They do not differ
 * between tries, so that a retry is an equal mail.
 *
 * @returns null when the mail has become pointless: answered, expired, used, or the record anonymised
 */
export async function addressMail(mail: Mail): Promise<AddressedMail | null> {
  switch (mailKindSchema.parse(mail.kind)) {
    case 'magic-link':
      return addressMagicLink(mail);
    case 'email-proof':
      return addressEmailProof(mail);
    case 'passkey-added':
      return addressPasskeyAdded(mail);
    case 'redirect-host-added':
      return addressRedirectHost(mail);
    case 'portal-sign-in':
    case 'portal-opened':
    case 'identity-record-voided':
    case 'withdrawal-receipt':
    case 'record-changed':
    case 'consent-not-asked':
    case 'consent-confirmed':
    case 'portal-passkey-added':
    case 'portal-passkey-removed':
      return addressPortalMail(mail);
    case 'webhook-undelivered':
      return addressWebhookUndelivered(mail);
    case 'webhook-disabled':
      return addressWebhookDisabled(mail);
  }
}
