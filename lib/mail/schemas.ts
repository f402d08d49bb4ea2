import { z } from 'zod';
import { pageQuery } from '@/lib/platform/cursor';

export const mailKinds = [
  'magic-link',
  'email-proof',
  'passkey-added',
  'redirect-host-added',
  'portal-sign-in',
  'portal-opened',
  'identity-record-voided',
  'withdrawal-receipt',
  'record-changed',
  'consent-not-asked',
  'consent-confirmed',
  'portal-passkey-added',
  'portal-passkey-removed',
  'webhook-undelivered',
  'webhook-disabled',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** The language that comes first in a mail; every mail holds both. */
export const mailLocales = ['en', 'cy'] as const;
export type MailLocale = (typeof mailLocales)[number];

export const mailKindSchema = z.enum(mailKinds);
export const mailLocaleSchema = z.enum(mailLocales);

/** `mails.detail` of a `passkey-added` mail: the link key that signs its undo link. */
export const passkeyAddedDetailSchema = z.object({ keyId: z.string() });
/** `mails.detail` of a `redirect-host-added` mail. */
export const redirectHostDetailSchema = z.object({ host: z.string() });
/** `mails.detail` of a `webhook-undelivered` mail: the first event that it is about. */
export const webhookUndeliveredDetailSchema = z.object({ eventId: z.string() });
/** `mails.detail` of a `webhook-disabled` mail. */
export const webhookDisabledDetailSchema = z.object({
  reason: z.enum(['failing', 'gone', 'operator']),
});
export type WebhookDisabledDetail = z.output<typeof webhookDisabledDetailSchema>;

/** `mails.detail` of a mail with a receipt: the receipt to attach, once one was issued. */
export const receiptDetailSchema = z.object({ receipt: z.string().optional() });

export const mailStatuses = ['waiting', 'failed', 'sent'] as const;

/** The operator's list of mails. */
export const listMailsSchema = z.strictObject({
  status: z.enum(mailStatuses).optional(),
  ...pageQuery,
});
export type ListMailsQuery = z.output<typeof listMailsSchema>;
