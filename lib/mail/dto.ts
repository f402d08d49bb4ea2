import type { OutboxMail } from '@/lib/db/generated/client';

/** One mail of the outbox, as `/dev/outbox/list` gives it to tests and to the demo. */
export interface OutboxEntry {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** RFC 3339. */
  sentAt: string;
}

export function toOutboxEntry(row: OutboxMail): OutboxEntry {
  const { id, to, from, subject, text, html } = row;
  return { id, to, from, subject, text, html, sentAt: row.sentAt.toISOString() };
}
