import type { Refusal } from '@/lib/releases/dto';

/** What needs the attention of a Data User's staff. */
export interface Attention {
  /** Consents that end within 30 days, the first to end first. */
  expiring: { ak: string; mpxn: string | null; expiry: string; reference: string | null }[];
  /** How many consents end within 30 days, up to `MOST_COUNTED`. */
  expiringCount: number;
  webhooks: FailingWebhook[];
  /** Events of the last seven days that were given up. */
  undeliveredCount: number;
  /** Customers who declined in the last seven days, the latest first. */
  declines: { tokenRef: string; ir: string | null; at: string; method: string }[];
  declineCount: number;
  /** Passkeys whose counter went back in the last 30 days. */
  counters: { eventId: string; ir: string; at: string; isRefused: boolean }[];
  /** Active accesses that nothing was released of for ninety days, the oldest first. */
  unused: { ak: string; mpxn: string | null; since: string; reference: string | null }[];
  /** How many of the account's `MOST_COUNTED` oldest are so. */
  unusedCount: number;
}

/** What one Data Provider was answered on one day about one access. */
export interface RecordReleaseDay {
  /** `YYYY-MM-DD`, in Great Britain. */
  day: string;
  provider: { duid: string; name: string };
  permitted: number;
  refusals: Refusal[];
}

export interface FailingWebhook {
  wid: string;
  url: string;
  /** When deliveries began to fail; null when the subscription is disabled. */
  failingSince: string | null;
  disabledReason: string | null;
}

/** A subscription and how it fares. */
export interface WebhookState {
  wid: string;
  url: string;
  state: 'active' | 'failing' | 'disabled';
  /** Deliveries that are yet to succeed or to be given up, up to `MOST_COUNTED`. */
  pending: number;
}

/** One thing that happened to an account. */
export interface LatestEvent {
  id: string;
  /** The type of the audit event. */
  type: string;
  at: string;
  /** Who revoked a record; null for every other event. */
  by: 'own' | 'customer' | 'other' | null;
  /** What the event is about; null when that belongs to another account. */
  about: EventSubject | null;
}

/** What an event is about: its id, where it is shown, and by what people know it, as far as it is one's own. */
export interface EventSubject {
  id: string;
  path: string | null;
  mpxn: string | null;
  /** A record's reference, a webhook's callback URL. */
  name: string | null;
}

/** Counting stops here, since a larger number would tell the reader no more. */
export const MOST_COUNTED = 1000;

/** One bar of a chart: a day or a week, and how much of each series it has. */
export interface ChartBar {
  /** `YYYY-MM-DD`, its first day. */
  from: string;
  values: Record<string, number>;
}

export interface ChartData {
  /** Names of the series, in the order in which they are stacked. */
  series: string[];
  bars: ChartBar[];
}
