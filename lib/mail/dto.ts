import type { OutboxMail } from '@/lib/db/generated/client';
import type { MailAttachment } from './transports/transport';

/** One mail of the outbox, as `/dev/outbox/list` gives it to tests and to the demo. */
export interface OutboxEntry {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  attachments: MailAttachment[];
  /** RFC 3339. */
  sentAt: string;
}

export function toOutboxEntry(row: OutboxMail): OutboxEntry {
  const { id, to, from, subject, text, html } = row;
  const attachments = row.attachments as unknown as MailAttachment[];
  return { id, to, from, subject, text, html, attachments, sentAt: row.sentAt.toISOString() };
}

/** One mail as the operator sees it. */
export interface ListedMail {
  id: string;
  kind: string;
  status: 'waiting' | 'sent' | 'failed';
  createdAt: string;
  /** When it was sent or given up. */
  settledAt: string | null;
  lastError: string | null;
}

export interface MailState {
  waiting: number;
  /** Since when the oldest of them waits. */
  oldest: string | null;
  /** Given up in the last seven days. */
  failed: number;
  /** How many were sent in the last 24 hours. */
  sent: number;
}
