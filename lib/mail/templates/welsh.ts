import { displayName } from './display-name';
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

function duration({ minutes, expiresAt }: { minutes: number; expiresAt: Date }): string {
  return `${minutes} munud, tan ${ukTime(expiresAt)} amser y DU.`;
}

function afterwards(returnHost: string | null) {
  const text =
    returnHost === null
      ? 'Byddwch yn gorffen ar ein gwefan ni'
      : `Byddwch yn mynd yn ôl i ${returnHost}`;
  return { term: 'Wedyn', text: `${text}.` };
}

function on(at: Date): string {
  return `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU`;
}

function magicLink(facts: Facts<'magic-link'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Cadarnhewch mai chi sydd yno: ${facts.organisation}`,
    shortSubject: 'Cadarnhewch mai chi sydd yno',
    heading: 'Cadarnhewch mai chi sydd yno',
    organisation,
    intro: [
      `Mae ${organisation} yn gofyn i chi gadarnhau mai chi yw’r person sydd ar gofnod ar gyfer y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}.`,
      'Mae’n gofyn er mwyn bod yn sicr pwy ydych chi cyn gwneud dim â data eich mesurydd.',
    ],
    code: null,
    action: {
      before:
        'Mae’r ddolen yn agor un o’n tudalennau ni sy’n dangos pwy sy’n gofyn. Does dim yn cael ei gadarnhau nes i chi bwyso’r botwm yno.',
      label: 'Gweld y cais',
      link: facts.link,
      rawLabel,
    },
    details: [
      {
        term: 'Am ba hyd mae’r ddolen yn gweithio',
        text: `${duration(facts)} Mae’n gweithio unwaith.`,
      },
      {
        term: 'Ble gallwch chi ei hagor',
        text: facts.isBound
          ? 'Yn y porwr lle roeddech yn delio â’r sefydliad hwn. Nid yw’n cyfrif yn unman arall.'
          : 'Ar unrhyw ddyfais. Nid oes rhaid iddi fod yr un lle gofynnwyd i chi.',
      },
      afterwards(facts.returnHost),
    ],
    unexpected: {
      heading: 'Os nad oeddech yn disgwyl hyn',
      text: [
        'Does dim angen i chi wneud dim: oni bai eich bod yn cadarnhau, ni fydd dim yn digwydd.',
        `Hoffech chi i ${organisation} gael gwybod? Agorwch y ddolen a dewis “Nid wyf yn adnabod hwn”.`,
      ],
    },
  };
}

function emailProof(facts: Facts<'email-proof'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Eich cod ar gyfer ${facts.organisation}`,
    shortSubject: 'Eich cod',
    heading: 'Eich cod chwe digid',
    organisation,
    intro: [
      `Mae un o’n tudalennau ni yn aros am y cod hwn, am fod ${organisation} yn gofyn pwy ydych chi wrth y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}.`,
    ],
    code: {
      label: 'Teipiwch y cod hwn ar y dudalen honno',
      digits: facts.code,
      note: `Peidiwch byth â’i ddarllen yn uchel i neb na’i roi i neb. Ni fydd ${organisation} na ninnau byth yn gofyn i chi amdano.`,
    },
    action: {
      before:
        'Neu agorwch y ddolen hon yn lle hynny. Dim ond yn y porwr a ofynnodd am y cod y mae’n gweithio; yn unrhyw le arall, teipiwch y cod.',
      label: 'Defnyddio’r ddolen yn lle hynny',
      link: facts.link,
      rawLabel,
    },
    details: [
      {
        term: 'Am ba hyd mae’r ddau yn gweithio',
        text: `${duration(facts)} Mae gennych bum cynnig ar y cod.`,
      },
      afterwards(facts.returnHost),
    ],
    unexpected: {
      heading: 'Os nad oeddech yn disgwyl hyn',
      text: [
        'Does dim angen i chi wneud dim: heb y cod, ni fydd dim yn digwydd. Peidiwch â’i roi i neb, pwy bynnag y maen nhw’n dweud ydyn nhw.',
      ],
    },
  };
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
      return magicLink(facts);
    case 'email-proof':
      return emailProof(facts);
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
