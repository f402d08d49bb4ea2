interface AboutAsk {
  /** Display name from the register. */
  organisation: string;
  /** The last four characters; no mail knows more of a meter point. */
  meterPointEnding: string;
}

interface AboutWayBack {
  /** Where the customer goes afterwards; null: a page of our own. */
  returnHost: string | null;
  link: string;
  minutes: number;
  expiresAt: Date;
}

interface AboutWebhook {
  organisation: string;
  wid: string;
  /** Of the callback URL; its path may hold a secret. */
  host: string;
  at: Date;
}

/** What a mail says, whatever the language. */
export type MailFacts =
  | (AboutAsk &
      AboutWayBack & {
        kind: 'magic-link';
        /** Confirms only in the browser where it was asked for (`bind-return`). */
        isBound: boolean;
      })
  | (AboutAsk & AboutWayBack & { kind: 'email-proof'; code: string })
  | (AboutAsk & { kind: 'passkey-added'; link: string; addedAt: Date; undoUntil: Date })
  | {
      kind: 'redirect-host-added';
      organisation: string;
      accountId: string;
      host: string;
      addedAt: Date;
    }
  | (AboutWebhook & { kind: 'webhook-undelivered'; eventId: string; eventType: string })
  | (AboutWebhook & { kind: 'webhook-disabled'; reason: 'failing' | 'gone' });
