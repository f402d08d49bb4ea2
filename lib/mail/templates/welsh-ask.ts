import { displayName } from './display-name';
import { welshBoundQuestion, welshProposal } from './welsh-proposal';
import type { MailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukTime } from './uk-time';

type Facts<Kind extends MailFacts['kind']> = Extract<MailFacts, { kind: Kind }>;

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

/** An organisation asks, and the link in this mail answers. */
export function welshMagicLink(facts: Facts<'magic-link'>, rawLabel: string): MailWords {
  const organisation = displayName(facts.organisation);
  const { proposal, meterPointEnding } = facts;
  const bound = facts.isBound ? [welshBoundQuestion(organisation, proposal)] : [];
  const about = proposal?.asksPermission
    ? {
        subject: `Mae ${facts.organisation} yn gofyn am eich caniatâd`,
        shortSubject: 'Eich caniatâd',
        heading: 'Mae angen eich caniatâd',
        intro: [
          `Mae ${organisation} yn gofyn a ydych yn caniatáu iddo ddefnyddio data o’r pwynt mesurydd sy’n gorffen gyda ${meterPointEnding}.`,
          ...bound,
        ],
      }
    : {
        subject: `Cadarnhewch mai chi sydd yno: ${facts.organisation}`,
        shortSubject: 'Cadarnhewch mai chi sydd yno',
        heading: 'Cadarnhewch mai chi sydd yno',
        intro: [
          `Mae ${organisation} yn gofyn i chi gadarnhau mai chi yw’r person sydd ar gofnod ar gyfer y pwynt mesurydd sy’n gorffen gyda ${meterPointEnding}.`,
          'Mae’n gofyn er mwyn bod yn sicr pwy ydych chi cyn gwneud dim â data eich mesurydd.',
          ...bound,
        ],
      };
  return {
    ...about,
    organisation,
    code: null,
    action: {
      before: proposal?.asksPermission
        ? 'Mae’r ddolen yn agor un o’n tudalennau ni sy’n dangos y cais cyfan. Does dim yn cael ei ganiatáu nes i chi bwyso’r botwm yno.'
        : 'Mae’r ddolen yn agor un o’n tudalennau ni sy’n dangos pwy sy’n gofyn. Does dim yn cael ei gadarnhau nes i chi bwyso’r botwm yno.',
      label: 'Gweld y cais',
      link: facts.link,
      rawLabel,
    },
    details: [
      ...welshProposal(proposal),
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
        proposal?.asksPermission
          ? 'Does dim angen i chi wneud dim: oni bai eich bod yn ei ganiatáu, ni fydd dim yn digwydd.'
          : 'Does dim angen i chi wneud dim: oni bai eich bod yn cadarnhau, ni fydd dim yn digwydd.',
        `Hoffech chi i ${organisation} gael gwybod? Agorwch y ddolen a dewis “Nid wyf yn adnabod hwn”.`,
      ],
    },
  };
}

/** A page of the register waits for the code in this mail. */
export function welshEmailProof(facts: Facts<'email-proof'>, rawLabel: string): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Eich cod ar gyfer ${facts.organisation}`,
    shortSubject: 'Eich cod',
    heading: 'Eich cod chwe digid',
    organisation,
    intro: [
      `Mae un o’n tudalennau ni yn aros am y cod hwn, am fod ${organisation} yn gofyn pwy ydych chi wrth y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}.`,
      ...(facts.isBound ? [welshBoundQuestion(organisation, facts.proposal)] : []),
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
      ...welshProposal(facts.proposal),
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
