import { displayName } from './display-name';
import { passkeyGloss } from './english-passkey';
import { englishEmailProof, englishMagicLink } from './english-ask';
import { englishPortal } from './english-portal';
import { englishWebhookWords } from './english-webhook-words';
import type { MailFacts } from './mail-facts';
import type { MailFrame } from './mail-frame';
import type { MailPart, MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts<Kind extends MailFacts['kind']> = Extract<MailFacts, { kind: Kind }>;

function frame({ names, origin, operator }: MailFrame) {
  const { host } = new URL(origin);
  return {
    lang: 'en',
    register: names.en,
    alsoInThisLanguage: 'An English version follows below.',
    footer:
      `The ${names.en} is the record of who may use data from your energy meter, and why. ` +
      (operator ? `${operator.name} runs it: ${operator.contact}. ` : '') +
      `Our pages are all at ${host}: look at the address before you answer. ` +
      'We never ask for a password or bank details, and we never ring you for a code. ' +
      'Nothing in this email tracks you. Nobody reads answers to it.',
    genuine: {
      text: 'Is this email genuine? How to check, and whom to ask:',
      link: `${origin}/genuine`,
      typed: `${host}/genuine`,
    },
  } as const;
}

const rawLabel = 'If the button does not work, copy this address into your browser:';

function on(at: Date): string {
  return `${ukDate(at, 'en')} at ${ukTime(at)} UK time`;
}

function passkeyAdded(facts: Facts<'passkey-added'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `A passkey was added for ${facts.organisation}`,
    shortSubject: 'A passkey was added',
    heading: 'A passkey was added',
    organisation,
    intro: [
      `A passkey was added for the meter ending ${facts.meterPointEnding}, on a page that ${organisation} had opened. ${passkeyGloss} From now on it can show that it’s you.`,
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
      { term: 'Who asked for it', text: `${organisation}.` },
      { term: 'When it was added', text: `${on(facts.addedAt)}.` },
      { term: 'How long you can remove it here', text: `Until ${on(facts.undoUntil)}.` },
    ],
    unexpected: {
      heading: 'If this was not you',
      text: [
        `Remove the passkey first. Then tell ${organisation}, by a phone number or address that you already know and did not get from an email.`,
      ],
    },
  };
}

function redirectHostAdded(facts: Facts<'redirect-host-added'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `New return host for ${facts.organisation}`,
    shortSubject: 'New return host',
    heading: 'A new return host was registered',
    organisation,
    intro: [
      `${organisation} may now have customers sent back to a host that it had not registered before.`,
    ],
    code: null,
    action: null,
    details: [
      { term: 'Host', text: facts.host },
      { term: 'Organisation', text: organisation },
      { term: 'Account', text: facts.accountId },
      { term: 'When', text: on(facts.addedAt) },
    ],
    unexpected: {
      heading: 'If this looks wrong',
      text: [
        'Ask the organisation, by a phone number or address that you already know. If in doubt, suspend the account.',
      ],
    },
  };
}

function words(facts: MailFacts): MailWords {
  switch (facts.kind) {
    case 'magic-link':
      return englishMagicLink(facts, rawLabel);
    case 'email-proof':
      return englishEmailProof(facts, rawLabel);
    case 'passkey-added':
      return passkeyAdded(facts);
    case 'redirect-host-added':
      return redirectHostAdded(facts);
    case 'webhook-undelivered':
    case 'webhook-disabled':
      return englishWebhookWords(facts);
    default:
      return englishPortal(facts, rawLabel);
  }
}

/** A mail's English half. */
export function english(facts: MailFacts, about: MailFrame): MailPart {
  return { ...frame(about), ...words(facts) };
}
