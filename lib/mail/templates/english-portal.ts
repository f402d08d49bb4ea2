import { displayName } from './display-name';
import { passkeyGloss } from './english-passkey';
import { englishConsentConfirmed } from './english-confirmed';
import { englishConsentNotAsked } from './english-consent';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts<Kind extends PortalMailFacts['kind']> = Extract<PortalMailFacts, { kind: Kind }>;

function on(at: Date): string {
  return `${ukDate(at, 'en')} at ${ukTime(at)} UK time`;
}

function signIn(facts: Facts<'portal-sign-in'>, rawLabel: string): MailWords {
  const until = `${facts.minutes} minutes, until ${ukTime(facts.expiresAt)} UK time.`;
  return {
    subject: 'Your code to see who may use your meter data',
    shortSubject: 'Your code',
    heading: 'Your six-digit code',
    organisation: null,
    intro: [
      `Somebody, most likely you, wants to see who may use data from the meter ending ${facts.meterPointEnding}. A page of ours waits for this code.`,
    ],
    code: {
      label: 'Type this code on that page',
      digits: facts.code,
      note: 'Never read it out or pass it on. We will never ask you for it, and neither will your energy company.',
    },
    action: {
      before:
        'Or open this link instead. It counts only in the browser that asked for the code: that way nobody else can sign in as you. Anywhere else, type the code.',
      label: 'Use the link instead',
      link: facts.link,
      rawLabel,
    },
    details: [{ term: 'How long both work', text: `${until} You have five tries at the code.` }],
    unexpected: {
      heading: 'If you did not expect this',
      text: [
        'You need not do anything: without the code, nothing happens. Do not give it to anyone, whoever they say they are.',
      ],
    },
  };
}

function opened(facts: Facts<'portal-opened'>): MailWords {
  return {
    subject: 'Somebody at your address looked at who may use its meter data',
    shortSubject: 'Somebody at your address signed in',
    heading: 'Somebody at your address signed in',
    organisation: null,
    intro: [
      `Our register says that you live at the address of the meter ending ${facts.meterPointEnding}. Somebody else whom an organisation has registered there has opened their page with us for the first time.`,
      'If you share your home, this is most likely somebody you live with, and there is nothing to do.',
    ],
    code: null,
    action: null,
    details: [{ term: 'When', text: `${on(facts.openedAt)}.` }],
    unexpected: {
      heading: 'If nobody but you lives there',
      text: [
        'Tell your energy supplier, by a phone number or address that you already know, that somebody may pass for an occupant of your home.',
      ],
    },
  };
}

function voided(facts: Facts<'identity-record-voided'>): MailWords {
  return {
    subject: 'Somebody was wrongly registered for your meter',
    shortSubject: 'Somebody was wrongly registered',
    heading: 'Somebody was wrongly registered',
    organisation: null,
    intro: [
      `Our register says that you live at the address of the meter ending ${facts.meterPointEnding}. An organisation had registered another person there. We have found that this was false and ended it: that person can no longer open anything with us.`,
      'What was registered in that person’s name shows as disputed on our pages, where you see who may use data from your meter.',
    ],
    code: null,
    action: null,
    details: [{ term: 'When', text: `${on(facts.voidedAt)}.` }],
    unexpected: {
      heading: 'If you did not expect this',
      text: [
        'Sign in to our pages as you always do, not by a link in an email, and look at who may use your meter’s data. Where you did not give a permission, you can stop it there, or ask the organisation to stop.',
      ],
    },
  };
}

function receipt(facts: Facts<'withdrawal-receipt'>): MailWords {
  const organisation = displayName(facts.organisation);
  const through = facts.through === null ? null : displayName(facts.through);
  const meterPoint = `the meter ending ${facts.meterPointEnding}`;
  return {
    subject: `You stopped sharing with ${facts.organisation}`,
    shortSubject: 'You stopped sharing',
    heading: 'You stopped sharing',
    organisation,
    intro: [
      through === null
        ? `${organisation} may no longer get data from ${meterPoint}. It has been told.`
        : `${organisation} may no longer get data from ${meterPoint} through ${through}, which has been told.`,
      'Data that it got before stays with it. You can ask it to delete that. Your energy supply stays as it is.',
    ],
    code: null,
    action: null,
    details: [
      { term: 'When', text: `${on(facts.withdrawnAt)}.` },
      { term: 'Reference', text: facts.reference },
      ...(facts.checkPage === null
        ? []
        : [
            {
              term: 'Receipt',
              text: `The attached file is our signed word that this permission ended. Keep it. Anybody can check it at ${facts.checkPage}.`,
            },
          ]),
    ],
    unexpected: {
      heading: 'If this was not you',
      text: [
        `Tell ${organisation}, by a phone number or address that you already know. You can give your permission again there at any time.`,
      ],
    },
  };
}

function recordChanged(facts: Facts<'record-changed'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `The use of your meter data was changed: ${facts.organisation}`,
    shortSubject: 'The use of your meter data was changed',
    heading: 'The use of your meter data was changed',
    organisation,
    intro: [
      `${organisation} changed what it had registered in your name for the meter ending ${facts.meterPointEnding}: whom it is about, since when it counts, or that it rests on your permission.`,
      'On our pages you still see it as it stood, and when it was changed. As long as it is an active permission, you can stop it there.',
    ],
    code: null,
    action: null,
    details: [{ term: 'When', text: `${on(facts.changedAt)}.` }],
    unexpected: {
      heading: 'If you do not know why',
      text: [
        `Ask ${organisation}, by a phone number or address that you already know. It must be able to tell you.`,
      ],
    },
  };
}

function passkeyAdded(facts: Facts<'portal-passkey-added'>, rawLabel: string): MailWords {
  return {
    subject: 'A passkey was added for your meter',
    shortSubject: 'A passkey was added',
    heading: 'A passkey was added',
    organisation: null,
    intro: [
      `A passkey was added for the meter ending ${facts.meterPointEnding}, on our own pages. ${passkeyGloss} From now on it can show that it’s you.`,
      'If it was you who added it, there is nothing to do.',
    ],
    code: null,
    action: {
      before: 'If it was not you, remove the passkey. It then stops working at once.',
      label: 'If this was not you, remove it',
      link: facts.link,
      rawLabel,
    },
    details: [
      { term: 'When it was added', text: `${on(facts.addedAt)}.` },
      { term: 'How long you can remove it here', text: `Until ${on(facts.undoUntil)}.` },
    ],
    unexpected: {
      heading: 'If this was not you',
      text: ['Remove the passkey first. Then look at your other passkeys on our pages.'],
    },
  };
}

function passkeyRemoved(facts: Facts<'portal-passkey-removed'>): MailWords {
  return {
    subject: 'A passkey was removed for your meter',
    shortSubject: 'A passkey was removed',
    heading: 'A passkey was removed',
    organisation: null,
    intro: [
      `A passkey for the meter ending ${facts.meterPointEnding} was removed on our own pages. It no longer works.`,
      'If it was you who removed it, there is nothing to do.',
    ],
    code: null,
    action: null,
    details: [{ term: 'When', text: `${on(facts.removedAt)}.` }],
    unexpected: {
      heading: 'If this was not you',
      text: [
        'Somebody may be able to read your email. Change the password of your email, then sign in to our pages and add a passkey again.',
      ],
    },
  };
}

/** What a mail of the portal says in English. */
export function englishPortal(facts: PortalMailFacts, rawLabel: string): MailWords {
  switch (facts.kind) {
    case 'portal-sign-in':
      return signIn(facts, rawLabel);
    case 'portal-opened':
      return opened(facts);
    case 'identity-record-voided':
      return voided(facts);
    case 'withdrawal-receipt':
      return receipt(facts);
    case 'record-changed':
      return recordChanged(facts);
    case 'consent-not-asked':
      return englishConsentNotAsked(facts);
    case 'consent-confirmed':
      return englishConsentConfirmed(facts);
    case 'portal-passkey-added':
      return passkeyAdded(facts, rawLabel);
    case 'portal-passkey-removed':
      return passkeyRemoved(facts);
  }
}
