import { displayName } from './display-name';
import { passkeyGloss } from './welsh-passkey';
import { welshEmailProof, welshMagicLink } from './welsh-ask';
import { welshPortal } from './welsh-portal';
import type { MailFacts } from './mail-facts';
import type { MailFrame } from './mail-frame';
import type { MailPart, MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';
import { welshWebhookWords } from './welsh-webhook-words';

type Facts<Kind extends MailFacts['kind']> = Extract<MailFacts, { kind: Kind }>;

function frame({ names, origin, operator }: MailFrame) {
  const { host } = new URL(origin);
  return {
    lang: 'cy',
    register: names.cy,
    alsoInThisLanguage: 'Mae fersiwn Gymraeg isod.',
    footer:
      `${names.cy} yw’r cofnod o bwy sy’n cael defnyddio data o’ch mesurydd ynni, a pham. ` +
      (operator ? `${operator.name} sy’n ei rhedeg: ${operator.contact}. ` : '') +
      `Mae pob un o’n tudalennau yn ${host}: edrychwch ar y cyfeiriad cyn ateb. ` +
      'Fyddwn ni byth yn gofyn am gyfrinair na manylion banc, nac yn eich ffonio i ofyn am god. ' +
      'Does dim yn yr e‑bost hwn yn eich olrhain. Does neb yn darllen atebion iddo.',
    genuine: {
      text: 'Ydy’r e‑bost hwn yn ddilys? Sut i wirio, a phwy i’w holi:',
      link: `${origin}/genuine`,
      typed: `${host}/genuine`,
    },
  } as const;
}

const rawLabel = 'Os nad yw’r botwm yn gweithio, copïwch y cyfeiriad hwn i’ch porwr:';

function on(at: Date): string {
  return `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU`;
}

function passkeyAdded(facts: Facts<'passkey-added'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Allwedd mynediad newydd ar gyfer ${facts.organisation}`,
    shortSubject: 'Allwedd mynediad newydd',
    heading: 'Mae allwedd mynediad (passkey) wedi’i hychwanegu',
    organisation,
    intro: [
      `Mae allwedd mynediad wedi’i hychwanegu ar gyfer y mesurydd sy’n gorffen gyda ${facts.meterPointEnding}, ar dudalen yr oedd ${organisation} wedi’i hagor. ${passkeyGloss} O hyn ymlaen gall ddangos mai chi yw chi.`,
      'Os chi wnaeth ei hychwanegu, does dim i’w wneud.',
    ],
    code: null,
    action: {
      before: 'Os nad chi wnaeth, dilëwch yr allwedd. Bydd yn peidio â gweithio ar unwaith.',
      label: 'Os nad chi wnaeth hyn, dilëwch hi',
      link: facts.link,
      rawLabel,
    },
    details: [
      { term: 'Pwy ofynnodd amdani', text: `${organisation}.` },
      { term: 'Pryd cafodd ei hychwanegu', text: `${on(facts.addedAt)}.` },
      { term: 'Tan pryd gallwch chi ei dileu yma', text: `Tan ${on(facts.undoUntil)}.` },
    ],
    unexpected: {
      heading: 'Os nad chi wnaeth hyn',
      text: [
        `Dilëwch yr allwedd mynediad yn gyntaf. Yna rhowch wybod i ${organisation}. Defnyddiwch rif ffôn neu gyfeiriad sydd gennych yn barod, nid un a gawsoch mewn e‑bost.`,
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
      `Gall cwsmeriaid ${organisation} bellach gael eu hanfon yn ôl i westeiwr nad oedd wedi’i gofrestru o’r blaen.`,
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
        'Gofynnwch i’r sefydliad, drwy rif ffôn neu gyfeiriad sydd gennych yn barod. Os oes amheuaeth, ataliwch y cyfrif dros dro.',
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
export function welsh(facts: MailFacts, about: MailFrame): MailPart {
  return { ...frame(about), ...words(facts) };
}
