import type { DataType } from '@/lib/vocabulary/data-types';
import type { MailProposal } from './mail-proposal';

interface AboutAsk {
  /** Display name from the register. */
  organisation: string;
  /** The last four characters; no mail knows more of a meter point. */
  meterPointEnding: string;
}

interface AboutUse {
  /** By which others find the request, as its page shows it. */
  reference: string;
  /** Only the browser that comes back confirms (`bind-return`). */
  isBound: boolean;
  /** Null: the organisation has not said what it will use. */
  proposal: MailProposal | null;
}

interface AboutWayBack {
  /** The host that the customer goes to afterwards; null when it is a page of our own. */
  returnHost: string | null;
  link: string;
  minutes: number;
  expiresAt: Date;
}

/** Mails about what the portal shows. */
export type PortalMailFacts =
  | {
      kind: 'portal-sign-in';
      meterPointEnding: string;
      link: string;
      code: string;
      minutes: number;
      expiresAt: Date;
    }
  | { kind: 'portal-opened'; meterPointEnding: string; openedAt: Date }
  | { kind: 'identity-record-voided'; meterPointEnding: string; voidedAt: Date }
  | {
      kind: 'withdrawal-receipt';
      /** Who answers for the access, as the portal names it. */
      organisation: string;
      /** The Data User that was notified, where it acts for another organisation. */
      through: string | null;
      meterPointEnding: string;
      withdrawnAt: Date;
      reference: string;
      /** Where the attached receipt is checked, as people type it; null when none is attached. */
      checkPage: string | null;
    }
  | {
      kind: 'record-changed';
      /** Who changed it. */
      organisation: string;
      meterPointEnding: string;
      changedAt: Date;
    }
  | {
      kind: 'consent-not-asked';
      /** Who registered it. */
      organisation: string;
      meterPointEnding: string;
      registeredAt: Date;
    }
  | {
      kind: 'consent-confirmed';
      /** Who registered it, by its name in the register. */
      organisation: string;
      meterPointEnding: string;
      dataTypes: DataType[];
      from: Date;
      /** Null: no end. */
      until: Date | null;
      confirmedAt: Date;
      /** Whether what was registered was shown before it was confirmed. */
      wasShown: boolean;
      /** Where the attached receipt is checked, as people type it. */
      checkPage: string;
    }
  | {
      kind: 'portal-passkey-added';
      meterPointEnding: string;
      link: string;
      addedAt: Date;
      undoUntil: Date;
    }
  | { kind: 'portal-passkey-removed'; meterPointEnding: string; removedAt: Date };

interface AboutWebhook {
  organisation: string;
  wid: string;
  /** The host of the callback URL, whose path may hold a secret. */
  host: string;
  at: Date;
}

/** What the mails to a webhook's alert address say. */
export type WebhookFacts =
  | (AboutWebhook & { kind: 'webhook-undelivered'; eventId: string; eventType: string })
  | (AboutWebhook & { kind: 'webhook-disabled'; reason: 'failing' | 'gone' | 'operator' });

/** What a mail says, whatever the language. */
export type MailFacts =
  | PortalMailFacts
  | (AboutAsk & AboutWayBack & AboutUse & { kind: 'magic-link' })
  | (AboutAsk & AboutWayBack & AboutUse & { kind: 'email-proof'; code: string })
  | (AboutAsk & { kind: 'passkey-added'; link: string; addedAt: Date; undoUntil: Date })
  | {
      kind: 'redirect-host-added';
      organisation: string;
      accountId: string;
      host: string;
      addedAt: Date;
    }
  | WebhookFacts;
