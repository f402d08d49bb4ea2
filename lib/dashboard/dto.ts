/** What of a Data User's needs somebody to look at it. */
export interface Attention {
  /** Consents that end within 30 days, the first to end first. */
  expiring: { ak: string; mpxn: string; expiry: string; reference: string | null }[];
  /** How many, up to `MOST_COUNTED`. */
  expiringCount: number;
  webhooks: FailingWebhook[];
  /** Events of the last seven days that were given up. */
  undeliveredCount: number;
  /** Customers who declined in the last seven days, the latest first. */
  declines: { tokenRef: string; ir: string | null; at: string; method: string }[];
  declineCount: number;
  /** Passkeys whose counter went back in the last 30 days. */
  counters: { eventId: string; ir: string; at: string; isRefused: boolean }[];
}

export interface FailingWebhook {
  wid: string;
  url: string;
  /** Null: disabled. */
  failingSince: string | null;
  disabledReason: string | null;
}

/** Counts stop here: a number that large says the same. */
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
