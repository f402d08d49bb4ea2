import { displayName } from './display-name';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';
import { welshDataTypes, welshEnd } from './welsh-proposal';

type Facts = Extract<PortalMailFacts, { kind: 'consent-confirmed' }>;

/** What is said in Welsh of a permission that was confirmed on our pages and is now registered. */
export function welshConsentConfirmed(facts: Facts): MailWords {
  const organisation = displayName(facts.organisation);
  const { dataTypes, from, until, confirmedAt: at, checkPage } = facts;
  return {
    subject: `Mae eich caniatâd wedi’i gofrestru: ${facts.organisation}`,
    shortSubject: 'Mae eich caniatâd wedi’i gofrestru',
    heading: 'Mae eich caniatâd wedi’i gofrestru',
    organisation,
    intro: [
      `Mae ${organisation} wedi cofrestru caniatâd i ddefnyddio data o’r mesurydd sy’n gorffen gyda ${facts.meterPointEnding}.`,
      facts.wasShown
        ? 'Ar ein tudalennau ni y rhoddwyd y caniatâd, ar ôl iddynt ddangos yr hyn y mae’n ei ganiatáu.'
        : `Dim ond gofyn i chi gadarnhau pwy ydych chi a wnaeth ein tudalennau ni. Wnaethon nhw ddim dangos yr hyn sydd wedi’i gofrestru yn awr; mae ${organisation} yn dweud eich bod wedi rhoi caniatâd iddo.`,
      'Gallwch roi’r gorau i rannu unrhyw bryd ar ein tudalennau ni. Yno hefyd gallwch weld at ba ddiben y mae’r data, a phwy arall sy’n ei dderbyn.',
    ],
    code: null,
    action: null,
    details: [
      welshDataTypes(dataTypes),
      { term: 'O ba bryd', text: `${ukDate(from, 'cy')}.` },
      welshEnd(until),
      { term: 'Cadarnhawyd', text: `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU.` },
      {
        term: 'Derbynneb',
        text: `Y ffeil sydd ynghlwm yw ein gair ni, wedi’i lofnodi, am yr hyn sydd wedi’i gofrestru. Cadwch hi. Gall unrhyw un ei gwirio yn ${checkPage}.`,
      },
    ],
    unexpected: {
      heading: 'Os nad chi wnaeth hyn',
      text: [
        `Rhowch y gorau i rannu ar ein tudalennau ni, a rhowch wybod i ${organisation}, drwy rif ffôn neu gyfeiriad sydd gennych yn barod.`,
      ],
    },
  };
}
