import { displayName } from './display-name';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts = Extract<PortalMailFacts, { kind: 'consent-not-asked' }>;

/** What is said in English of a permission that was registered without asking the customer. */
export function englishConsentNotAsked(facts: Facts): MailWords {
  const organisation = displayName(facts.organisation);
  const { registeredAt: at } = facts;
  return {
    subject: `A further permission was registered in your name: ${facts.organisation}`,
    shortSubject: 'A further permission was registered in your name',
    heading: 'A further permission was registered in your name',
    organisation,
    intro: [
      `${organisation} registered a further permission to use data from the meter ending ${facts.meterPointEnding}. It says that you gave it. The last time it asked you on our pages; this time it did not.`,
      'On our pages you see what it registered, and you can stop it there.',
    ],
    code: null,
    action: null,
    details: [{ term: 'When', text: `${ukDate(at, 'en')} at ${ukTime(at)} UK time.` }],
    unexpected: {
      heading: 'If you did not give it',
      text: [
        `Stop it on our pages, and tell ${organisation}, by a phone number or address that you already know.`,
      ],
    },
  };
}
