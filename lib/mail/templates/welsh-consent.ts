import { displayName } from './display-name';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts = Extract<PortalMailFacts, { kind: 'consent-not-asked' }>;

/** What is said in Welsh of a permission that was registered without asking the customer. */
export function welshConsentNotAsked(facts: Facts): MailWords {
  const organisation = displayName(facts.organisation);
  const { registeredAt: at } = facts;
  return {
    subject: `Mae caniatâd arall wedi’i gofrestru yn eich enw: ${facts.organisation}`,
    shortSubject: 'Mae caniatâd arall wedi’i gofrestru yn eich enw',
    heading: 'Mae caniatâd arall wedi’i gofrestru yn eich enw',
    organisation,
    intro: [
      `Mae ${organisation} wedi cofrestru caniatâd arall i ddefnyddio data o’r mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Mae’n dweud mai chi a’i rhoddodd. Y tro diwethaf gofynnodd i chi ar ein tudalennau ni; y tro hwn wnaeth e ddim.`,
      'Ar ein tudalennau ni gallwch weld yr hyn a gofrestrodd, a dod ag ef i ben yno.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU.` }],
    unexpected: {
      heading: 'Os na wnaethoch roi’r caniatâd hwn',
      text: [
        `Dewch ag ef i ben ar ein tudalennau ni, a rhowch wybod i ${organisation}, drwy rif ffôn neu gyfeiriad sydd gennych yn barod.`,
      ],
    },
  };
}
