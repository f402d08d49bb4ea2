import { displayName } from './display-name';
import { welshEmailProof, welshMagicLink } from './welsh-ask';
import { welshPortal } from './welsh-portal';
import type { MailFacts } from './mail-facts';
import type { MailPart, MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';
import { welshWebhookWords } from './welsh-webhook-words';

type Facts<Kind extends MailFacts['kind']> = Extract<MailFacts, { kind: Kind }>;

function frame(register: string) {
  return {
    lang: 'cy',
    register,
    alsoInThisLanguage: 'Mae fersiwn Gymraeg isod.',
    footer:
      `${register} yw’r cofnod o bwy sy’n cael defnyddio data o’ch mesurydd ynni, a pham. ` +
      'Fyddwn ni byth yn gofyn am gyfrinair na manylion banc, nac yn eich ffonio i ofyn am god. ' +
      'Nid oes dim yn yr e-bost hwn yn eich olrhain. Nid yw atebion iddo yn cael eu darllen.',
  } as const;
}

const rawLabel = 'Os nad yw’r botwm yn gweithio, copïwch y cyfeiriad hwn i’ch porwr:';

function on(at: Date): string {
  return `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU`;
}

function passkeyAdded(facts: Facts<'passkey-added'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Ychwanegwyd cyfrinallwedd ar gyfer ${facts.organisation}`,
    shortSubject: 'Ychwanegwyd cyfrinallwedd',
    heading: 'Ychwanegwyd cyfrinallwedd',
    organisation,
    intro: [
      `Ychwanegwyd cyfrinallwedd ar gyfer y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}, ar dudalen yr oedd ${organisation} wedi’i hagor. O hyn ymlaen gall gadarnhau mai chi sydd yno.`,
      'Os chi wnaeth ei hychwanegu, does dim i’w wneud.',
    ],
    code: null,
    action: {
      before: 'Os nad chi wnaeth, dilëwch y gyfrinallwedd. Bydd yn peidio â gweithio ar unwaith.',
      label: 'Os nad chi oedd hyn, dilëwch hi',
      link: facts.link,
      rawLabel,
    },
    details: [
      { term: 'Pwy ofynnodd amdani', text: `${organisation}.` },
      { term: 'Pryd cafodd ei hychwanegu', text: `${on(facts.addedAt)}.` },
      { term: 'Tan pryd gallwch chi ei dileu yma', text: `Tan ${on(facts.undoUntil)}.` },
    ],
    unexpected: {
      heading: 'Os nad chi oedd hyn',
      text: [
        `Dilëwch y gyfrinallwedd yn gyntaf. Yna rhowch wybod i ${organisation}, drwy rif ffôn neu gyfeiriad rydych chi eisoes yn ei wybod ac na chawsoch o e-bost.`,
      ],
    },
  };
}

function redirectHostAdded(facts: Facts<'redirect-host-added'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Gwesteiwr dychwelyd newydd ar gyfer ${facts.organisation}`,
    shortSubject: 'Gwesteiwr dychwelyd newydd',
    heading: 'Cofrestrwyd gwesteiwr dychwelyd newydd',
    organisation,
    intro: [
      `Gall ${organisation} bellach gael cwsmeriaid wedi’u hanfon yn ôl i westeiwr nad oedd wedi’i gofrestru o’r blaen.`,
    ],
    code: null,
    action: null,
    details: [
      { term: 'Gwesteiwr', text: facts.host },
      { term: 'Sefydliad', text: organisation },
      { term: 'Cyfrif', text: facts.accountId },
      { term: 'Pryd', text: on(facts.addedAt) },
    ],
    unexpected: {
      heading: 'Os yw hyn yn edrych yn anghywir',
      text: [
        'Gofynnwch i’r sefydliad, drwy rif ffôn neu gyfeiriad rydych chi eisoes yn ei wybod. Os oes amheuaeth, ataliwch y cyfrif.',
      ],
    },
  };
}

function words(facts: MailFacts): MailWords {
  switch (facts.kind) {
    case 'magic-link':
      return welshMagicLink(facts, rawLabel);
    case 'email-proof':
      return welshEmailProof(facts, rawLabel);
    case 'passkey-added':
      return passkeyAdded(facts);
    case 'redirect-host-added':
      return redirectHostAdded(facts);
    case 'webhook-undelivered':
    case 'webhook-disabled':
      return welshWebhookWords(facts);
    default:
      return welshPortal(facts, rawLabel);
  }
}

/** A mail's Welsh half. */
export function welsh(facts: MailFacts, register: string): MailPart {
  return { ...frame(register), ...words(facts) };
}
