import { displayName } from './display-name';
import { englishDataTypes, englishEnd } from './english-proposal';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts = Extract<PortalMailFacts, { kind: 'consent-confirmed' }>;

/** What is said in English of a permission that was confirmed on our pages and is now registered. */
export function englishConsentConfirmed(facts: Facts): MailWords {
  const organisation = displayName(facts.organisation);
  const { dataTypes, from, until, confirmedAt: at, checkPage } = facts;
  return {
    subject: `Your permission was registered: ${facts.organisation}`,
    shortSubject: 'Your permission was registered',
    heading: 'Your permission was registered',
    organisation,
    intro: [
      `${organisation} has registered a permission to use data from the meter ending ${facts.meterPointEnding}.`,
      facts.wasShown
        ? 'It was given on our pages, where they first showed what it allows.'
        : `On our pages you were only asked to confirm who you are. They did not show what is registered now; ${organisation} says that you gave it permission.`,
      'You can stop sharing at any time on our pages. What it is for, and who else receives the data, you see there too.',
    ],
    code: null,
    action: null,
    details: [
      englishDataTypes(dataTypes),
      { term: 'From when', text: `${ukDate(from, 'en')}.` },
      englishEnd(until),
      { term: 'Confirmed', text: `${ukDate(at, 'en')} at ${ukTime(at)} UK time.` },
      {
        term: 'Receipt',
        text: `The attached file is our signed word of what is registered. Keep it. Anybody can check it at ${checkPage}.`,
      },
    ],
    unexpected: {
      heading: 'If this was not you',
      text: [
        `Stop sharing on our pages, and tell ${organisation}, by a phone number or address that you already know.`,
      ],
    },
  };
}
